import type { Block } from './reply.js';

/** Thrown to be read by the person who asked: the message says what was wrong, where, and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Shown below the message. */
  readonly details: readonly Block[];

  constructor(message: string, options: { details?: readonly Block[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.details = options.details ?? [];
  }
}

/**
 * What became of a message that was not delivered.
 * `retry`: try again later. `gone`: the destination takes no messages any more, or does not exist. `denied`: we may not post there.
 * `rejected`: the platform refused the payload. `unknown`: it may or may not have arrived.
 */
export type DeliveryFailure = 'retry' | 'gone' | 'denied' | 'rejected' | 'unknown';

/** The only error a chat adapter's `send` throws. The message is safe to show to an administrator. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryFailure;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: DeliveryFailure,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
