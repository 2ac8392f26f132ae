import type { Target } from '../core/invocation.js';
import type { Layout } from '../core/layout.js';
import type { Subscription } from './subscription.js';

/** `suspended`: we may not post there. `gone`: there is no such place any more. Neither costs a request until somebody resumes it. */
export type DestinationState = 'active' | 'suspended' | 'gone';

/** What is known of a place that messages go to. */
export interface DestinationStatus {
  readonly state: DestinationState;
  /** Why it is not active. */
  readonly reason?: string;
  /** The dates in UTC, one after the other, on which it refused us. */
  readonly failureDays: readonly string[];
  readonly suspendedAt?: Date;
  /** When the people who had set something up there were told. */
  readonly notifiedAt?: Date;
}

export interface Suspension {
  readonly target: Target;
  readonly state: Exclude<DestinationState, 'active'>;
  /** A sentence that says what to do. */
  readonly reason: string;
}

/** A topic, by what names it for its owner and for us. */
export type OwnedTopic = Pick<Subscription, 'id' | 'number' | 'query'>;

/** A person, and their topics there; where the tenant of their direct messages is not known, it is that of the channel or of all direct messages. */
export interface Owner {
  readonly tenant?: string;
  readonly id: string;
  readonly topics: readonly OwnedTopic[];
}

/** A suspension of which nobody has been told. */
export interface Untold extends Suspension {
  readonly suspendedAt: Date;
  /** Who has set up what goes there. */
  readonly owners: readonly Owner[];
}

/** A channel for which somebody has set something up. */
export interface KnownChannel {
  readonly target: Target;
  /** How its daily list is to stand there. */
  readonly layout?: Layout;
  readonly status: DestinationStatus;
}

/** Where the state of destinations is kept. Every method is one transaction. */
export interface DestinationStore {
  find(target: Target): Promise<DestinationStatus>;
  /** Notes that a destination refused us on a date, and tells on how many dates in a row it has. */
  noteFailure(target: Target, date: string, reason: string): Promise<number>;
  /** Stops everything that is owed to a destination. One that is suspended already stays as it is, unless it is gone now. */
  suspend(suspension: Suspension, now: Date): Promise<void>;
  /** Opens a destination again, with what is still worth sending there; tells how many messages that are. */
  resume(target: Target, now: Date): Promise<number>;
  /** Suspended channels whose owners have not been told, so many at most. */
  untold(most: number): Promise<readonly Untold[]>;
  noteTold(targets: readonly Target[], now: Date): Promise<void>;
  /** The channels of some tenants of a platform for which something is set up, suspended ones among them. */
  known(platform: string, tenants: readonly string[]): Promise<readonly KnownChannel[]>;
  /** The tenants of a platform with channels that something is posted to. */
  tenants(platform: string): Promise<readonly string[]>;
}
