import type { Watch } from '../watch.js';
import type { MessageParts } from './payload-checks.js';

/** A message as a person sees it. */
export interface FakeMessage extends MessageParts {
  readonly ts: string;
  readonly channel: string;
  /** Everybody in the channel, or the id of the one person who sees it. */
  readonly seenBy: string;
  readonly threadTs?: string;
  readonly metadata?: unknown;
  readonly edited: boolean;
}

export const EVERYONE = 'everyone';

type Origin = Omit<FakeMessage, keyof MessageParts | 'ts' | 'edited'>;

/** Every message of the fake, also the ones that only one person sees. */
export interface MessageBoard {
  post(parts: MessageParts, origin: Origin): FakeMessage;
  /** Nothing happens when the message is gone. */
  edit(ts: string, parts: MessageParts): FakeMessage | undefined;
  remove(ts: string): void;
  find(ts: string): FakeMessage | undefined;
  /** What everybody in the channel sees, oldest first. */
  shownIn(channel: string): readonly FakeMessage[];
}

export function createMessageBoard(watch: Watch, now: () => number): MessageBoard {
  const messages = new Map<string, FakeMessage>();
  let posted = 0;
  const keep = (message: FakeMessage) => {
    messages.set(message.ts, message);
    watch.changed();
    return message;
  };
  return {
    post(parts, origin) {
      posted += 1;
      return keep({
        ...origin,
        ...parts,
        ts: `${Math.floor(now() / 1_000)}.${String(posted).padStart(6, '0')}`,
        edited: false,
      });
    },
    edit(ts, parts) {
      const message = messages.get(ts);
      return message === undefined ? undefined : keep({ ...message, ...parts, edited: true });
    },
    remove(ts) {
      messages.delete(ts);
      watch.changed();
    },
    find: (ts) => messages.get(ts),
    shownIn: (channel) =>
      [...messages.values()].filter((message) => message.channel === channel && message.seenBy === EVERYONE),
  };
}
