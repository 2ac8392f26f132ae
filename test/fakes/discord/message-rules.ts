import {
  type APIAllowedMentions,
  type APIAttachment,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Problem } from './api-error.js';
import { componentProblems } from './component-rules.js';

const MOST_CONTENT = 2_000;
const MOST_EMBED_TEXT = 6_000;
/** The only flags an edit may set. */
const EDITABLE = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

/** What the bodies of all routes that make or change a message have in common. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: APIEmbed[] | null;
  readonly components?: APIMessageTopLevelComponent[] | null;
  readonly flags?: number | null;
  readonly allowed_mentions?: APIAllowedMentions | null;
  readonly attachments?:
    | readonly {
        readonly id: string | number;
        readonly filename?: string | null;
        readonly description?: string | null;
      }[]
    | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
}

/** What a message holds once a body has been applied to it. */
export interface MessageParts {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly attachments: APIAttachment[];
}

/** Applies a body to what is there already; what the body does not name stays. */
export function mergeParts(
  body: MessageBody,
  uploaded: readonly APIAttachment[],
  current?: MessageParts,
): MessageParts {
  const listed = body.attachments?.map(({ id }) => String(id));
  const kept = (current?.attachments ?? []).filter(({ id }) => listed?.includes(id) ?? true);
  return {
    content: body.content === undefined ? (current?.content ?? '') : (body.content ?? ''),
    embeds: body.embeds === undefined ? (current?.embeds ?? []) : (body.embeds ?? []),
    components: body.components === undefined ? (current?.components ?? []) : (body.components ?? []),
    flags: (body.flags ?? 0) | (current?.flags ?? 0),
    attachments: [...kept, ...uploaded],
  };
}

/** The rules Discord applies to a message as a whole. */
export function messageProblems(parts: MessageParts): readonly Problem[] {
  const files = parts.attachments.map(({ filename }) => filename);
  const v2 = (parts.flags & MessageFlags.IsComponentsV2) !== 0;
  const problems: Problem[] = [...componentProblems(parts.components, { v2, files })];
  if (parts.content.length > MOST_CONTENT)
    problems.push({ path: ['content'], message: `Must be ${MOST_CONTENT} or fewer in length` });
  if (v2 && parts.content !== '')
    problems.push({ path: ['content'], message: 'cannot be used with the flag IS_COMPONENTS_V2' });
  if (v2 && parts.embeds.length > 0)
    problems.push({ path: ['embeds'], message: 'cannot be used with the flag IS_COMPONENTS_V2' });
  const embedText = parts.embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (embedText > MOST_EMBED_TEXT)
    problems.push({
      path: ['embeds'],
      message: `hold ${embedText} characters; at most ${MOST_EMBED_TEXT} fit`,
    });
  return problems;
}

/** Files of a message of components that none of them shows: nobody would ever see them. */
export function unseenFiles({ attachments, components, flags }: MessageParts): readonly string[] {
  if ((flags & MessageFlags.IsComponentsV2) === 0) return [];
  const shown = JSON.stringify(components);
  return attachments
    .map(({ filename }) => filename)
    .filter((name) => !shown.includes(JSON.stringify(`attachment://${name}`)));
}

/** A message that shows nothing: Discord answers it with a code of its own. */
export function isEmpty(parts: MessageParts): boolean {
  const nothingSaid = parts.content.trim() === '' && parts.embeds.length === 0;
  return nothingSaid && parts.components.length === 0 && parts.attachments.length === 0;
}

/** Flags belong to the message from the start: an edit can add Components V2, and nothing can be taken away. */
export function flagProblems(body: MessageBody, current: MessageParts): readonly Problem[] {
  const flags = body.flags ?? current.flags;
  const forbidden = flags & ~current.flags & ~EDITABLE;
  const removed = current.flags & MessageFlags.IsComponentsV2 & ~flags;
  return [
    ...(forbidden === 0 ? [] : [{ path: ['flags'], message: `an edit cannot set the flag ${forbidden}` }]),
    ...(removed === 0 ? [] : [{ path: ['flags'], message: 'IS_COMPONENTS_V2 cannot be taken away' }]),
  ];
}

/** Our own policy, stricter than Discord: nobody is ever pinged, and a body that does not say so is refused. */
export function mentionProblems(body: MessageBody): readonly Problem[] {
  const mentions = body.allowed_mentions;
  const silent = mentions?.parse?.length === 0 && !mentions.users?.length && !mentions.roles?.length;
  return silent ? [] : [{ path: ['allowed_mentions'], message: 'must be { parse: [] }' }];
}

function embedLength(embed: APIEmbed): number {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [...texts, ...fields].reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
