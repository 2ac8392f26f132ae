import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { renderReply } from '../../../../src/adapters/discord/drawing/render.js';
import type { Reply } from '../../../../src/core/reply.js';
import { allComponents } from '../../../fakes/discord/component-tree.js';
import { mergeParts, messageProblems } from '../../../fakes/discord/message-rules.js';
import { checkBody, SCHEMAS } from '../../../fakes/discord/schema-check.js';
import { aliveIn, readMarkdown } from './markdown-reader.js';

export interface ShownMessage {
  readonly components: readonly APIMessageComponent[];
  /** Of every text display. */
  readonly texts: readonly string[];
  /** What buttons and choices do. */
  readonly tokens: readonly string[];
}

/** The message as it goes over the wire, after the fake's own rules have found nothing wrong with it. */
export function shownMessage(reply: Reply): ShownMessage {
  const { components, flags } = renderReply(reply);
  const checked = checkBody(SCHEMAS.messageCreate, { components, flags });
  if (!checked.ok) return expect.fail(JSON.stringify(checked.problems));
  const problems = messageProblems(mergeParts(checked.body, []));
  if (problems.length > 0) expect.fail(JSON.stringify(problems));
  const all = allComponents(components);
  return {
    components: all,
    texts: all.flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : [])),
    tokens: all.flatMap((one) => {
      if (one.type === ComponentType.StringSelect) return one.options.map(({ value }) => value);
      return one.type === ComponentType.Button && 'custom_id' in one ? [one.custom_id] : [];
    }),
  };
}

const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is what this is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;
const HOST = /\b[\w-]+(?:\.[\w-]+)*\.\p{L}{2,}/gu;

/** What in a text would call somebody, lead elsewhere than it says, hide or reorder something, or is cut in two; in words. */
export function harmIn(text: string): readonly string[] {
  const { pings, links } = aliveIn(text);
  const { live, visible } = readMarkdown(text);
  return [
    ...pings.map((ping) => `calls ${ping}`),
    ...live
      .filter((kind) => kind === 'address')
      .map(() => `has an address in the open: ${text.slice(0, 200)}`),
    ...links.flatMap((link) => lies(link)),
    ...(INVISIBLE.test(text) ? ['hides something'] : []),
    ...(/…(?:\p{M}|\u200d)|\u200d…/u.test(visible) ? ['is cut inside a sign'] : []),
    ...(/(?:^|[^\\])(?:\\\\)*\\$/.test(text) ? ['ends inside an escape'] : []),
  ];
}

function lies({ text, url }: { readonly text: string; readonly url: string }): readonly string[] {
  if (!URL.canParse(url) || !url.startsWith('https://')) return [`leads to ${url}`];
  const { hostname } = new URL(url);
  const named = [...text.matchAll(HOST)].map(([host]) => host);
  return named.filter((host) => host !== hostname).map((host) => `says ${host}, leads to ${hostname}`);
}
