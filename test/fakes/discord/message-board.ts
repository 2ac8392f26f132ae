import {
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIUser,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Watch } from '../watch.js';
import type { MessageParts } from './message-rules.js';
import { type Snowflakes, timeOf } from './snowflakes.js';

interface Origin {
  /** Of the first message of a post, which has that of its thread. */
  readonly id?: string;
  readonly channelId: string;
  readonly author: APIUser;
  readonly nonce?: string | number;
  readonly interaction?: APIMessageInteractionMetadata;
}

/** Every message of the fake, also the ones that only one person sees. */
export interface MessageBoard {
  post(parts: MessageParts, origin: Origin): APIMessage;
  edit(message: APIMessage, parts: MessageParts): APIMessage;
  remove(id: string): boolean;
  find(id: string): APIMessage | undefined;
  withNonce(channelId: string, nonce: string | number): APIMessage | 'deleted' | undefined;
  /** As time does: a nonce is remembered for some minutes only. */
  forgetNonces(): void;
  /** What everybody in the channel sees, oldest first. */
  shownIn(channelId: string): readonly APIMessage[];
}

const HIDDEN = MessageFlags.Ephemeral | MessageFlags.Loading;

export function createMessageBoard(snowflakes: Snowflakes, watch: Watch): MessageBoard {
  const messages = new Map<string, APIMessage>();
  const nonces = new Map<string, string>();
  return {
    post(parts, origin) {
      const message = toMessage(origin.id ?? snowflakes.next(), parts, origin);
      messages.set(message.id, message);
      if (origin.nonce !== undefined) nonces.set(`${origin.channelId}:${origin.nonce}`, message.id);
      watch.changed();
      return message;
    },
    edit(message, parts) {
      const changed = { ...message, ...visibleParts(parts), edited_timestamp: message.timestamp };
      messages.set(message.id, changed);
      watch.changed();
      return changed;
    },
    remove(id) {
      const removed = messages.delete(id);
      watch.changed();
      return removed;
    },
    find: (id) => messages.get(id),
    withNonce(channelId, nonce) {
      const id = nonces.get(`${channelId}:${nonce}`);
      return id === undefined ? undefined : (messages.get(id) ?? 'deleted');
    },
    forgetNonces: () => nonces.clear(),
    shownIn: (channelId) =>
      [...messages.values()].filter(
        ({ channel_id, flags }) => channel_id === channelId && ((flags ?? 0) & HIDDEN) === 0,
      ),
  };
}

export function partsOf(message: APIMessage): MessageParts {
  const { content, embeds, components = [], attachments } = message;
  return { content, embeds, components, attachments, flags: (message.flags ?? 0) & ~MessageFlags.Loading };
}

function toMessage(id: string, parts: MessageParts, origin: Origin): APIMessage {
  return {
    id,
    channel_id: origin.channelId,
    author: origin.author,
    timestamp: new Date(timeOf(id)).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    type: origin.interaction === undefined ? MessageType.Default : MessageType.ChatInputCommand,
    ...visibleParts(parts),
    ...(origin.nonce === undefined ? {} : { nonce: origin.nonce }),
    ...(origin.interaction === undefined ? {} : { interaction_metadata: origin.interaction }),
  };
}

function visibleParts({ content, embeds, components, attachments, flags }: MessageParts) {
  return { content, embeds, components, attachments, flags };
}
