import type { Target } from '../core/invocation.js';
import type { DeliveryState } from './outbox.js';

/** Whose messages are meant: those to one destination, those to the channels of a tenant, or all. */
export type Scope =
  | { readonly kind: 'target'; readonly target: Target }
  | { readonly kind: 'tenant'; readonly platform: string; readonly tenant: string }
  | { readonly kind: 'all' };

/** From the first instant on and before the second; until now where there is none. */
export interface Span {
  readonly since: Date;
  readonly until?: Date;
}

/** What became of the messages that were planned in a span of time. The others add up to `planned`. */
export interface Balance {
  readonly planned: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  /** May have arrived; it is being found out. */
  readonly unknown: number;
  /** To be sent, or on its way. */
  readonly waiting: number;
}

/** A message that has not simply been sent, and why. */
export interface Trouble {
  readonly target: Target;
  readonly list: string;
  readonly period: string;
  readonly state: DeliveryState;
  readonly reason: string;
  readonly at: Date;
}

/** What the outbox can tell about itself; tests are left out but where they are counted. Nothing here changes anything. */
export interface StatusStore {
  balance(scope: Scope, span: Span): Promise<Balance>;
  /** The newest first: of each list of each destination the last message, where that one is in trouble. */
  troubles(scope: Scope, span: Span, most: number): Promise<readonly Trouble[]>;
  /** How many tests a destination has been owed since an instant; nothing else counts them. */
  tests(target: Target, since: Date): Promise<number>;
}
