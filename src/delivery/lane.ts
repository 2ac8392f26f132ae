import type { Clock } from '../core/clock.js';
import type { DeliveryError } from '../core/errors.js';
import type { Target } from '../core/invocation.js';
import type { Logger } from '../ops/logger.js';
import { pauseOf } from './back-off.js';
import type { ClaimedDelivery } from './outbox.js';

/** Platforms ban an address after 10,000 refused requests in ten minutes. */
const INVALID_WINDOW_MS = 10 * 60 * 1_000;
const INVALID_WARNING = 1_000;
const INVALID_STOP = 5_000;
const DOUBT_WINDOW_MS = 2 * 60 * 1_000;
const DOUBT_SHARE = 0.2;
/** Fewer attempts than this say nothing about the platform. */
const DOUBT_LEAST = 10;
/** The same refusal in so many places is our mistake. */
const SAME_REFUSALS = 3;
/** Far more than there are on a bad day; what is forgotten is counted anew. */
const REMEMBERED_REFUSALS = 1_000;
/** What waited for the whole platform does not come back in the same moment on every machine. */
const JITTER_MS = 5_000;

export interface LaneOptions {
  readonly platform: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

/** What a platform has told us lately, and what follows from it for everything that is still to be sent there. */
export interface Lane {
  /** Until when nothing may be sent to a place, or, without one, to the platform at all; undefined when it may. Infinite until a restart. */
  pausedUntil(target?: Target): number | undefined;
  /** How many times slower than usual it is better to send. */
  slowness(): number;
  /** Whether others have refused what this is made of. */
  isStopped(delivery: ClaimedDelivery): boolean;
  /** What came of a request. */
  note(delivery: ClaimedDelivery, error: DeliveryError | undefined): void;
}

export function createLane(options: LaneOptions): Lane {
  const { clock } = options;
  const pauses = createPauses(options);
  const invalid = createBudget(options);
  const doubts = createDoubts(options);
  const refusals = createRefusals(options);
  const now = () => clock.now().getTime();
  return {
    pausedUntil(target) {
      const until = Math.max(pauses.until(target), invalid.stoppedUntil(now()));
      return until > now() ? until : undefined;
    },
    slowness: () => (doubts.areMany(now()) ? 2 : 1),
    isStopped: refusals.isStopped,
    note(delivery, error) {
      doubts.note(now(), error?.kind === 'unknown');
      if (error === undefined) return;
      if (error.invalid) invalid.note(now());
      if (error.kind === 'rejected') refusals.note(delivery, error.message);
      pauses.note(delivery.target, error);
    },
  };
}

function createPauses({ platform, clock, logger, random }: LaneOptions) {
  const until = new Map<string, number>();
  const names = ({ tenant, id }: Target) => ({
    platform: '',
    tenant: JSON.stringify([tenant]),
    destination: JSON.stringify([tenant, id]),
  });
  return {
    until(target?: Target): number {
      const wanted = target === undefined ? [''] : Object.values(names(target));
      return Math.max(...wanted.map((name) => until.get(name) ?? 0));
    },
    note(target: Target, { scope, retryAfterMs, message: reason }: DeliveryError): void {
      if (scope === undefined) return;
      const name = names(target)[scope];
      const now = clock.now().getTime();
      for (const [other, time] of until) if (time <= now) until.delete(other);
      const known = until.get(name);
      const jitter = scope === 'platform' ? random() * JITTER_MS : 0;
      if (known !== undefined && retryAfterMs !== Number.POSITIVE_INFINITY) return;
      until.set(name, now + pauseOf(retryAfterMs) + jitter);
      if (known === Number.POSITIVE_INFINITY || scope !== 'platform') return;
      if (retryAfterMs === Number.POSITIVE_INFINITY)
        logger.error({ event: 'platform-stopped', platform, reason });
      else logger.warn({ event: 'platform-paused', platform, reason });
    },
  };
}

function createBudget({ platform, logger }: LaneOptions) {
  let times: number[] = [];
  const forget = (now: number) => {
    if ((times[0] ?? now) <= now - INVALID_WINDOW_MS)
      times = times.filter((time) => time > now - INVALID_WINDOW_MS);
  };
  return {
    stoppedUntil(now: number): number {
      forget(now);
      const oldest = times[times.length - INVALID_STOP];
      return oldest === undefined ? 0 : oldest + INVALID_WINDOW_MS;
    },
    note(now: number): void {
      forget(now);
      times.push(now);
      const count = times.length;
      if (count === INVALID_WARNING) logger.warn({ event: 'invalid-requests', platform, count });
      if (count === INVALID_STOP) logger.error({ event: 'invalid-requests-stopped', platform, count });
    },
  };
}

function createDoubts({ platform, logger }: LaneOptions) {
  let outcomes: { readonly at: number; readonly unknown: boolean }[] = [];
  let slow = false;
  const areMany = (now: number): boolean => {
    outcomes = outcomes.filter(({ at }) => at > now - DOUBT_WINDOW_MS);
    const unknown = outcomes.filter((outcome) => outcome.unknown).length;
    const many = outcomes.length >= DOUBT_LEAST && unknown >= outcomes.length * DOUBT_SHARE;
    if (many && !slow) logger.warn({ event: 'sending-slower', platform, count: unknown });
    slow = many;
    return many;
  };
  return { areMany, note: (at: number, unknown: boolean) => void outcomes.push({ at, unknown }) };
}

function createRefusals({ platform, logger }: LaneOptions) {
  const places = new Map<string, Set<string>>();
  const stopped = new Set<string>();
  return {
    isStopped: (delivery: ClaimedDelivery) => stopped.has(madeOf(delivery)),
    note(delivery: ClaimedDelivery, reason: string): void {
      const edition = madeOf(delivery);
      if (places.size >= REMEMBERED_REFUSALS) places.clear();
      const name = JSON.stringify([edition, reason]);
      const known = places.get(name) ?? new Set<string>();
      places.set(name, known.add(JSON.stringify([delivery.target.tenant, delivery.target.id])));
      if (known.size < SAME_REFUSALS || stopped.has(edition)) return;
      stopped.add(edition);
      logger.error({
        event: 'edition-stopped',
        platform,
        reference: delivery.edition ?? delivery.period,
        reason,
      });
    },
  };
}

/** The lists of an edition have their papers in common; of other messages, those that say the very same. */
function madeOf({ edition, replyJson }: ClaimedDelivery): string {
  return edition ?? replyJson;
}
