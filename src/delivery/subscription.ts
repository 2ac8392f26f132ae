import type { Target } from '../core/invocation.js';
import type { DeliveryReport } from './outbox.js';
import type { Days } from './schedule.js';

/** `new`: as soon as new papers are in. */
export type Every = 'day' | 'week' | 'new';

/** In the order of ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What names a person wherever they ask from: their direct messages, without their kind. */
export type PersonKey = Pick<Target, 'platform' | 'tenant' | 'id'>;

/** A person's own; what is absent is as the operator has set it. */
export interface PersonSettings {
  /** An IANA name. */
  readonly zone?: string;
  /** HH:MM. */
  readonly at?: string;
}

/** What a person wants to have, when, and where. */
export interface Topic {
  /** In canonical form. */
  readonly query: string;
  readonly every: Every;
  /** HH:MM; the person's own time where absent. */
  readonly at?: string;
  /** Counts when it comes every week. */
  readonly weekday: Weekday;
  /** Counts unless it comes every week. */
  readonly days: Days;
  /** At most so many papers in one digest, 1 to 25. */
  readonly size: number;
  readonly target: Target;
}

/** A topic with its owner and its course. */
export interface Subscription extends Topic {
  /** Unique, and never given again. */
  readonly id: number;
  readonly owner: PersonKey;
  readonly person: PersonSettings;
  /** How its owner names it, from 1. */
  readonly number: number;
  /** The guild or workspace where it was made, or where it posts. */
  readonly tenant: string;
  readonly paused: boolean;
  /** Grows with every change and every run. */
  readonly revision: number;
  readonly nextRunAt: Date;
  /** Papers seen before are none of its business. */
  readonly matchesSince: Date;
  /** The local date of its last digest. */
  readonly lastDate?: string;
}

export type NewSubscription = Omit<
  Subscription,
  'id' | 'person' | 'number' | 'paused' | 'revision' | 'lastDate'
>;

export interface SubscriptionLimits {
  readonly ofPerson: number;
  /** Nobody's where there is no tenant, in direct messages. */
  readonly ofTenant: number;
}

/** `known`: the same person has this query for this destination already. */
export type Added =
  | { readonly kind: 'added' | 'known'; readonly subscription: Subscription }
  | { readonly kind: 'person-full' | 'tenant-full' };

/** `outdated`: it has been changed or run since it was read; `known`: another of the person's has this query for this destination. */
export type Changed = 'changed' | 'outdated' | 'known' | 'tenant-full';

/** Where the last destination of a page of due subscriptions was; the next page goes on behind it. */
export type DueCursor = PersonKey;

/** Where subscriptions are kept. Every method is one transaction. */
export interface SubscriptionStore {
  /** By number. */
  ofOwner(owner: PersonKey): Promise<readonly Subscription[]>;
  find(id: number): Promise<Subscription | undefined>;
  /** How the last digest of each went, by id; none where there has been none. */
  results(owner: PersonKey): Promise<ReadonlyMap<number, DeliveryReport>>;
  /** Gives it the next number of its owner. */
  add(subscription: NewSubscription, limits: SubscriptionLimits, now: Date): Promise<Added>;
  /** Replaces a subscription as it was read. What it has planned for nobody any more is ended. */
  change(subscription: Subscription, limits: SubscriptionLimits, now: Date): Promise<Changed>;
  /** Ends a subscription, and what only it has planned but not sent; tells whether there was one. */
  remove(id: number, now: Date): Promise<boolean>;
  /**
   * A page of those whose next run has come, whole destinations only, in the order of destinations; of those that wait for papers only the ones
   * that have begun to, or gone on, after an instant, where one is given.
   */
  due(request: {
    readonly now: Date;
    readonly waitingSince: Date | undefined;
    readonly after: DueCursor | undefined;
    readonly most: number;
  }): Promise<readonly Subscription[]>;
}

/** Where people's own settings are kept. */
export interface PersonStore {
  find(person: PersonKey): Promise<PersonSettings>;
  /** Moves the subscriptions whose next run depends on them; one that has been changed or run since it was read keeps its own. */
  save(person: PersonKey, settings: PersonSettings, moved: readonly Subscription[], now: Date): Promise<void>;
}
