import type { Block } from './reply.js';

/** Thrown to be read by the person who asked: the message says what was wrong, where, and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Shown below the message. */
  readonly details: readonly Block[];
  /** The option that was given wrongly, where it is one alone. */
  readonly option: string | undefined;

  constructor(
    message: string,
    options: { details?: readonly Block[]; option?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.details = options.details ?? [];
    this.option = options.option;
  }
}

/**
 * What became of a message that was not delivered.
 * `retry`: try again later. `gone`: the destination takes no messages any more, or does not exist. `denied`: we may not post there.
 * `rejected`: the platform refused the payload. `unknown`: it may or may not have arrived.
 */
export type DeliveryFailure = 'retry' | 'gone' | 'denied' | 'rejected' | 'unknown';

export type DeliveryScope = 'platform' | 'tenant' | 'destination';

interface DeliveryErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterMs?: number;
  readonly scope?: DeliveryScope;
  readonly invalid?: boolean;
}

/** The only error a chat adapter's `send` throws. The message is safe to show to an administrator. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryFailure;
  /** Infinite when only the operator can mend it, and a restart is needed then. */
  readonly retryAfterMs: number | undefined;
  /** What has to wait so long, besides the message itself. */
  readonly scope: DeliveryScope | undefined;
  /** Whether the platform counts the request against us: too many of them, and it bans our address. */
  readonly invalid: boolean;

  constructor(kind: DeliveryFailure, message: string, options: DeliveryErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.scope = options.scope;
    this.invalid = options.invalid ?? false;
  }
}
