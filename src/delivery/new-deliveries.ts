import type { MessageLimits } from '../core/chat-adapter.js';
import type { Target } from '../core/invocation.js';
import type { Layout } from '../core/layout.js';
import { type FreezableReply, freezeReply } from './frozen-reply.js';
import { dedupeKey, type NewDelivery } from './outbox.js';
import { splitReply } from './split.js';

/** A message as it will be sent, for whoever gets it. */
export type FrozenMessage = Pick<NewDelivery, 'content' | 'replyJson' | 'paperIds'>;

export interface Message {
  readonly content: NewDelivery['content'];
  /** What does not fit into its buttons has been kept already (`keepLongActions`). */
  readonly reply: FreezableReply;
  /** In the order of the items of the reply; those behind a "more" button come last. */
  readonly paperIds: readonly string[];
}

/** Whom a message is owed, what for, and when. */
export interface Owed {
  readonly target: Target;
  readonly list: string;
  readonly period: string;
  readonly dueAt: Date;
  readonly expiresAt: Date;
  /** What its papers were chosen from. */
  readonly edition?: string;
  readonly layout?: Layout | undefined;
}

/**
 * Freezes a message, in parts where it is too long for one; what many get is frozen once. Each part has its own papers, so that one that fails
 * gives back no other ones. Throws when the reply could not be read again.
 */
export function freezeMessage(
  { content, reply, paperIds }: Message,
  limits: MessageLimits = UNLIMITED,
): readonly FrozenMessage[] {
  const parts = splitReply(reply, limits);
  return parts.map(({ reply: own, first, items }, index) => {
    const end = index === parts.length - 1 ? undefined : first + items;
    return { content, replyJson: freezeReply(own), paperIds: paperIds.slice(first, end) };
  });
}

const UNLIMITED: MessageLimits = { items: Number.POSITIVE_INFINITY, text: Number.POSITIVE_INFINITY };

/** The deliveries of a frozen message, named for good. */
export function oweMessage(parts: readonly FrozenMessage[], owed: Owed): readonly NewDelivery[] {
  const { target, list, period, dueAt, expiresAt, edition, layout } = owed;
  const optional = {
    ...(edition === undefined ? {} : { edition }),
    ...(layout === undefined ? {} : { layout }),
  };
  return parts.map(({ content, replyJson, paperIds }, index) => {
    const part = index + 1;
    const key = dedupeKey({ target, list, period, part });
    return { key, target, list, period, part, content, replyJson, paperIds, dueAt, expiresAt, ...optional };
  });
}

/** Freezes a message for the one who gets it. */
export function freezeDeliveries({
  content,
  reply,
  paperIds,
  ...owed
}: Message & Owed): readonly NewDelivery[] {
  return oweMessage(freezeMessage({ content, reply, paperIds }), owed);
}
