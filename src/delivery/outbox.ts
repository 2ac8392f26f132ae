import type { Target } from '../core/invocation.js';
import type { Layout } from '../core/layout.js';
import type { DailySchedule } from './schedule.js';

/**
 * `pending`: owed. `sending`: claimed, it may be on its way. `unknown`: it may have arrived, which has to be found out. The others are final.
 * `skipped`: it was not posted, or not tried again, because of its time or because nobody can tell whether it was posted.
 */
export type DeliveryState = 'pending' | 'sending' | 'unknown' | 'sent' | 'failed' | 'skipped';

/** What names a message for good: there is one delivery for each, ever. */
export interface DeliveryName {
  readonly target: Target;
  readonly list: string;
  /** What it is for: a local date, an ISO week, `batch:<id>`, or `test:<uuid>`. */
  readonly period: string;
  /** From 1. */
  readonly part: number;
}

/** One message owed to one destination, frozen as it will be sent. */
export interface NewDelivery extends DeliveryName {
  readonly key: string;
  /** `exhausted` is the one message that says there are no more papers; `notice` tells a person something. */
  readonly content: 'papers' | 'exhausted' | 'notice';
  readonly replyJson: string;
  /** What its destination is not brought again. That of a test is not remembered. */
  readonly paperIds: readonly string[];
  readonly dueAt: Date;
  readonly expiresAt: Date;
  /** What its papers were chosen from, such as "2026-05-21#2". */
  readonly edition?: string;
  /** A message when absent. */
  readonly layout?: Layout;
}

/** What a planned run moves on. Void when it has been changed or run since it was read. */
export type Advance =
  | { readonly kind: 'schedule'; readonly schedule: DailySchedule; readonly nextRunAt: Date }
  /** A person's topic; `revision` grows with every change and every run. */
  | {
      readonly kind: 'subscription';
      readonly id: number;
      readonly revision: number;
      readonly nextRunAt: Date;
      /** What its last digest is from now on, with the local date it comes on; undefined leaves that as it is. */
      readonly digest: { readonly list: string; readonly period: string; readonly date: string } | undefined;
    };

/** What becomes of something that is due: where it goes on, and what its destination is owed. */
export interface PlannedRun {
  /** All of them move on, or the run is void. */
  readonly advances: readonly Advance[];
  /** The parts of its message, in order; none when there is nothing to say. */
  readonly deliveries: readonly NewDelivery[];
}

/** What a destination has been given, by whatever list; failed deliveries and tests do not count. */
export interface PostingHistory {
  readonly paperIds: ReadonlySet<string>;
  /** Whether the last message of its daily list said that there are no more papers. */
  readonly toldExhausted: boolean;
  /** The newest feed day it has had a daily list of. */
  readonly feedDay?: string;
}

export interface Claim {
  readonly owner: string;
  readonly platform: string;
  /** What came due later is left for another time. */
  readonly dueBy: Date;
  readonly leaseMs: number;
  readonly limit: number;
}

/** A delivery that its owner alone may send, until the lease ends. */
export interface ClaimedDelivery extends DeliveryName, Pick<NewDelivery, 'content' | 'edition' | 'layout'> {
  readonly id: number;
  readonly key: string;
  readonly replyJson: string;
  readonly owner: string;
  /** From 1. */
  readonly attempt: number;
  /** When the first attempt began of which nobody knows what became; absent when all are known to have failed. */
  readonly uncertainSince?: Date;
  /** What has not been posted by then is not posted any more. */
  readonly expiresAt: Date;
  /** Of a later part in a forum: the message id of the first one that was posted. */
  readonly follows?: string;
}

export type Outcome =
  | { readonly state: 'sent'; readonly messageId: string }
  /** To be tried again, or looked up again, at an instant. */
  | {
      readonly state: 'pending' | 'unknown';
      readonly dueAt: Date;
      readonly code: string;
      readonly reason: string;
    }
  /** Its papers come with a later list. */
  | { readonly state: 'failed'; readonly code: string; readonly reason: string }
  /** Its papers come no more when readers may have seen them. */
  | {
      readonly state: 'skipped';
      readonly code: string;
      readonly reason: string;
      readonly maybeSeen: boolean;
    };

/** The last delivery of a destination, for people who ask how it went. */
export interface DeliveryReport {
  readonly period: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly messageId?: string;
  /** Why it failed, or why it has not been sent yet. */
  readonly reason?: string;
  readonly updatedAt: Date;
}

/** Where owed messages wait. Every method is one transaction. When leases begin and end is decided by the clock of the database alone. */
export interface OutboxStore {
  /**
   * Moves on what the runs came from, and adds their deliveries with their papers. Each run stands alone, all or nothing: a void one does not
   * hurt the others. Tells how many deliveries were added.
   */
  plan(runs: readonly PlannedRun[], now: Date): Promise<number>;
  /** What each of these destinations has been given, in the same order; with an instant, only what was planned from then on. */
  history(targets: readonly Target[], since?: Date): Promise<readonly PostingHistory[]>;
  /** Takes deliveries of a platform that are due to be sent or looked up, so that nobody else does. */
  claim(claim: Claim): Promise<readonly ClaimedDelivery[]>;
  /** Whether a claimed delivery is still its owner's, and will be for half a lease at least: to be asked right before it is sent. */
  hold(delivery: ClaimedDelivery, leaseMs: number): Promise<boolean>;
  /**
   * Records how an attempt ended; false when the delivery has passed to another owner or attempt, and nothing is recorded.
   * One that would be tried again fails instead when its schedule is gone.
   */
  settle(delivery: ClaimedDelivery, outcome: Outcome, now: Date): Promise<boolean>;
  /**
   * Takes claimed deliveries from owners whose lease has ended, and tells how many: nobody knows what became of them. They are unknown then,
   * or fail when their schedule is gone.
   */
  release(now: Date): Promise<number>;
  /** Skips what is still pending after its time; what may have arrived has to be looked up first. */
  expire(now: Date): Promise<number>;
  /** The newest delivery of a list, tests aside. */
  last(target: Target, list: string): Promise<DeliveryReport | undefined>;
}

/** The key that tells platforms and the outbox that two messages are the same one. */
export function dedupeKey({ target, list, period, part }: DeliveryName): string {
  return ['v1', target.platform, target.tenant, target.id, list, period, part].join('|');
}
