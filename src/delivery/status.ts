import type { Target } from '../core/invocation.js';
import type { DeliveryState } from './outbox.js';
import type { Subscription } from './subscription.js';

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

/** A place that takes no messages, which is left alone until somebody resumes it. */
export interface SuspendedPlace {
  readonly target: Target;
  readonly reason: string;
  readonly since: Date;
}

/** A topic that is posted in a channel. */
export interface PostedTopic extends Pick<Subscription, 'id' | 'number' | 'query' | 'every' | 'paused'> {
  readonly nextRunAt: Date;
}

/** What the outbox can tell about itself; tests are left out but where they are counted. Nothing here changes anything. */
export interface StatusStore {
  balance(scope: Scope, span: Span): Promise<Balance>;
  /** The newest first: of each list of each destination the parts of the last message that are in trouble. */
  troubles(scope: Scope, span: Span, most: number): Promise<readonly Trouble[]>;
  /** The newest first. */
  suspended(scope: Scope, most: number): Promise<readonly SuspendedPlace[]>;
  /** The topics that are posted in a place, by query. */
  topicsIn(target: Target): Promise<readonly PostedTopic[]>;
  /** How many tests a destination has been owed since an instant; nothing else counts them. */
  tests(target: Target, since: Date): Promise<number>;
}
