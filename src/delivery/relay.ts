import { randomUUID } from 'node:crypto';
import type { Clock, SharedClock } from '../core/clock.js';
import { type AttemptOptions, attemptDelivery } from './attempt.js';
import type { DestinationKeeper } from './destination-keeper.js';
import type { Destinations } from './destinations.js';
import { createLane, type Lane } from './lane.js';
import type { ClaimedDelivery, OutboxStore, Outcome } from './outbox.js';
import { createPace, type Pace } from './pace.js';
import { createSentLately, type SentLately } from './sent-lately.js';

/** Sent side by side: enough for 25 a second, each taking more than a second. */
const MOST_AT_ONCE = 32;
/** Claims are written to disk, so a few at a time. */
const LEAST_CLAIM = 8;
/** Far longer than any send takes: a lease that ends belongs to a process that died, or to a mark that failed. */
const LEASE_MS = 90_000;
/** What has not ended by then when we are told to stop is found out about by the next process. */
const LAST_SENDS_MS = 15_000;

export interface RelayOptions extends Omit<AttemptOptions, 'heard' | 'destinations'> {
  readonly outbox: OutboxStore;
  readonly clock: SharedClock;
  readonly keeper: Pick<DestinationKeeper, 'refused'>;
  readonly destinations: AttemptOptions['destinations'] & Partial<Pick<Destinations, 'ratesOf'>>;
}

/** Sends what the outbox owes: it claims first, sends once, and records what came of it. */
export interface Relay {
  /** Takes up what was left behind, and gives up what is too late: call it before planning, for lost lists give their papers back. */
  recover(): Promise<void>;
  /**
   * Sends what a platform is owed at this moment, each once, at the pace the platform allows; once aborted, it finishes what it has begun and
   * claims no more.
   */
  run(platform: string, signal?: AbortSignal): Promise<void>;
}

export function createRelay(options: RelayOptions): Relay {
  const { outbox, clock, logger, random, destinations } = options;
  const owner = randomUUID();
  const roads = new Map<string, Road>();
  const roadOf = (platform: string): Road => {
    const known = roads.get(platform);
    if (known !== undefined) return known;
    const lane = createLane({ platform, clock, logger, random });
    const pace = createPace(destinations.ratesOf?.(platform) ?? {}, clock);
    const road = { lane, pace, sent: createSentLately() };
    roads.set(platform, road);
    return road;
  };
  return {
    async recover() {
      await clock.sync();
      const now = clock.now();
      await outbox.release(now);
      await outbox.expire(now);
    },
    async run(platform, signal) {
      const road = roadOf(platform);
      await clock.sync();
      // Fixed, so that a run ends: what fails now and comes due again meanwhile is for the next one.
      const claim = { owner, platform, dueBy: clock.now(), leaseMs: LEASE_MS };
      const underWay = new Set<Promise<void>>();
      try {
        while (signal?.aborted !== true && road.lane.pausedUntil() === undefined) {
          const limit = MOST_AT_ONCE - underWay.size;
          const claimed = limit < LEAST_CLAIM ? [] : await outbox.claim({ ...claim, limit });
          if (claimed.length === 0 && underWay.size === 0) break;
          if (claimed.length > 0) options.reach('after_claim');
          for (const delivery of claimed) {
            const work = deliver(delivery, road, options, signal).finally(() => underWay.delete(work));
            underWay.add(work);
          }
          if (claimed.length < limit || limit === 0) await Promise.race(underWay);
        }
      } finally {
        // Also when no more could be claimed: what has begun belongs to this run.
        await finish(underWay, clock, signal);
      }
    },
  };
}

interface Road {
  readonly lane: Lane;
  readonly pace: Pace;
  readonly sent: SentLately;
}

async function finish(underWay: ReadonlySet<Promise<void>>, clock: Clock, signal: AbortSignal | undefined) {
  const all = Promise.all(underWay);
  if (signal?.aborted !== true) return void (await all);
  const patience = clock.timer(LAST_SENDS_MS);
  await Promise.race([all, patience.elapsed]);
  patience.cancel();
}

const EVENTS = {
  pending: 'delivery-delayed',
  unknown: 'delivery-unknown',
  failed: 'delivery-failed',
  skipped: 'delivery-skipped',
} as const;

async function deliver(
  delivery: ClaimedDelivery,
  road: Road,
  options: RelayOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { outbox, keeper, clock, logger } = options;
  const { attempt, period, target } = delivery;
  const about = { platform: target.platform, period, attempt };
  try {
    const outcome = road.sent.find(delivery.key) ?? (await attemptInTurn(delivery, road, options, signal));
    if (outcome === 'lost') return logger.warn({ event: 'delivery-taken-over', ...about });
    road.sent.note(delivery.key, outcome);
    options.reach('before_mark');
    const recorded = await outbox.settle(delivery, outcome, clock.now());
    if (!recorded) logger.warn({ event: 'delivery-taken-over', ...about });
    else if (outcome.state === 'sent') logger.info({ event: 'delivered', ...about });
    else {
      const { code, reason } = outcome;
      logger.warn({ event: EVENTS[outcome.state], ...about, code, reason });
      if (code === 'gone' || code === 'denied')
        await keeper.refused(target, { kind: code, reason, ...demanded(delivery) });
    }
  } catch (error) {
    logger.error({ event: 'delivery-unrecorded', ...about, err: error });
  }
}

/** A forum takes no posts without what it demands of them; the thread of a message is nothing that its list depends on. */
function demanded({ layout }: ClaimedDelivery): Pick<ClaimedDelivery, 'layout'> {
  return layout?.style === 'forum' ? { layout } : {};
}

const STOPPED =
  'The platform has refused the same in several places. This is a mistake of ours; the log says more.';

/**
 * Sends when it is its turn, unless something that was heard meanwhile speaks against it. `lost` when another process has taken it over: this one
 * has been stopped or asleep for longer than a lease.
 */
async function attemptInTurn(
  delivery: ClaimedDelivery,
  { lane, pace }: Road,
  options: RelayOptions,
  signal: AbortSignal | undefined,
): Promise<Outcome | 'lost'> {
  const { clock, outbox } = options;
  pace.slowDown(lane.slowness());
  if (!(await pace.turn(delivery.target, signal)))
    return later(delivery, clock.now(), 'Paperboy was stopped before it was sent.');
  const until = lane.pausedUntil(delivery.target);
  if (until !== undefined)
    return later(delivery, dateOf(until, clock.now()), 'The platform wants us to wait.');
  if (lane.isStopped(delivery) && delivery.uncertainSince === undefined)
    return { state: 'failed', code: 'stopped', reason: STOPPED };
  if (!(await outbox.hold(delivery, LEASE_MS))) return 'lost';
  const heard: AttemptOptions['heard'] = (error) => lane.note(delivery, error);
  return attemptDelivery(delivery, { ...options, heard });
}

/** Nothing has been tried; but an attempt of which nobody knows is not forgotten over it. */
function later({ uncertainSince }: ClaimedDelivery, dueAt: Date, reason: string): Outcome {
  return { state: uncertainSince === undefined ? 'pending' : 'unknown', dueAt, code: 'retry', reason };
}

/** What waits for a restart is due at once after it. */
function dateOf(instant: number, now: Date): Date {
  return instant === Number.POSITIVE_INFINITY ? now : new Date(instant);
}
