import type { Target } from '../core/invocation.js';
import { type FreezableReply, freezeReply } from './frozen-reply.js';
import { dedupeKey, type NewDelivery } from './outbox.js';

export interface OwedMessage {
  readonly target: Target;
  readonly list: string;
  readonly period: string;
  readonly content: NewDelivery['content'];
  /** What does not fit into its buttons has been kept already (`keepLongActions`). */
  readonly reply: FreezableReply;
  /** In the order of the items of the reply; those behind a "more" button come last. */
  readonly paperIds: readonly string[];
  readonly dueAt: Date;
  readonly expiresAt: Date;
}

/** Freezes a message as it will be sent, and names it for good. Throws when the reply could not be read again. */
export function freezeDeliveries({ reply, ...owed }: OwedMessage): readonly NewDelivery[] {
  const part = 1;
  return [{ ...owed, part, key: dedupeKey({ ...owed, part }), replyJson: freezeReply(reply) }];
}
