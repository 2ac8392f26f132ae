import type { REST } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../ops/logger.js';
import { type Allowance, isScarce, readAllowance, suffices } from './allowance.js';
import { type Hindrance, lateTurn, mayUseReserve, spentAllowance } from './hindrance.js';
import { createSessionLedger, type Memory } from './ledger.js';
import { pause } from './pause.js';

/** Keeps what several processes do apart: takes the next place of that name, so long behind the one before, and tells how long to wait for it. */
export type Gates = (name: string) => { reserve(apartMs: number): Promise<number> };

/** Discord's five seconds, and what a network may take off them. */
const APART_MS = 5_250;
/** What is asked of Discord is true for so long, less what was begun since. */
const ALLOWANCE_LIFE_MS = 30_000;
const RETRY_MS = 5_000;
/** A wait from which on others go ahead. */
const LONG_MS = 20_000;

export interface SessionDeskOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly memory: Memory;
  readonly gates: Gates;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Where every session of the gateway is asked for before it is begun, the first of a start as well as those that Discord forces on us: within
 * what Discord allows a day, no more than one of a bucket in five seconds over all processes, and slower and slower where it goes round in circles.
 * The last twentieth of the day is for those who do not: shards that have begun fewer than five without a quiet hour, such as those of a start by
 * hand, may use it down to the last one. Whoever had to wait for it leaves it alone, or a loop would take some of it every hour.
 */
export interface SessionDesk {
  readonly allowance: () => Promise<Allowance>;
  /** What keeps shards waiting at this moment, as a sentence for the operator. */
  readonly hindrance: string | undefined;
  /** Whether any of them waits for its turn. */
  readonly isWaiting: boolean;
  /** Resolves once somebody has to wait for long. */
  readonly longWait: Promise<void>;
  /** Resolves as soon as all of these shards may begin a session, as far as that is known; rejects when told to stop, and as discord.js does. */
  hold(shards: readonly number[], stop: AbortSignal): Promise<void>;
  /** Resolves when it is the turn of a shard, which then counts as begun; rejects only when told to stop. */
  waitForIdentify(shard: number, stop: AbortSignal): Promise<void>;
}

export function createSessionDesk(options: SessionDeskOptions): SessionDesk {
  const { applicationId, memory, gates, clock, logger } = options;
  const ledger = createSessionLedger(memory, { applicationId, clock });
  const allowance = createAllowanceWatch(options);
  const waiting = createWaiting(clock);
  const hindranceOf = async (
    shards: readonly number[],
    reserve: 'open' | 'closed',
  ): Promise<Hindrance | undefined> => {
    const left = await allowance.look();
    const spent = () => spentAllowance(left, shards.length, clock.now());
    // What no ledger can change is said before as many are read as there are shards.
    if (left.remaining < shards.length || (reserve === 'closed' && !suffices(left, shards.length)))
      return spent();
    const turns = await Promise.all(shards.map((shard) => ledger.turnOf(shard)));
    const late = lateTurn(turns, clock.now());
    if (late !== undefined) return late;
    return suffices(left, shards.length) || mayUseReserve(left, turns) ? undefined : spent();
  };
  const hold = async (shards: readonly number[], stop: AbortSignal) => {
    let reserve: 'open' | 'closed' = 'open';
    for (;;) {
      const hindrance = await hindranceOf(shards, reserve);
      if (hindrance === undefined) return;
      const { event, sentence: reason, waitMs: ms } = hindrance;
      logger.warn({ event, platform: 'discord', reason, ms });
      if (event === 'sessions-spent') reserve = 'closed';
      await waiting.pause(ms, stop, reason);
    }
  };
  const takeTurn = async (shard: number, stop: AbortSignal) => {
    await hold([shard], stop);
    const left = await allowance.look();
    const gate = gates(`discord-sessions:${applicationId}:${shard % left.maxConcurrency}`);
    await waiting.pause(await gate.reserve(APART_MS), stop);
    await ledger.note(shard);
    allowance.spend();
    if (suffices(left, 1)) return;
    logger.warn({
      event: 'reserve-used',
      platform: 'discord',
      waiting: left.remaining,
      planned: left.total,
    });
  };
  return {
    allowance: allowance.look,
    get hindrance() {
      return waiting.reason;
    },
    get isWaiting() {
      return waiting.count > 0;
    },
    longWait: waiting.long,
    hold,
    async waitForIdentify(shard, stop) {
      for (;;) {
        try {
          return await takeTurn(shard, stop);
        } catch (err) {
          stop.throwIfAborted();
          // discord.js would begin a session if this rejected, so whatever goes wrong is tried again.
          logger.warn({ event: 'session-delayed', platform: 'discord', err });
          await waiting.pause(RETRY_MS, stop);
        }
      }
    },
  };
}

/** Asks Discord now and then, and counts along in between; where it cannot be asked, what is known has to do. */
function createAllowanceWatch({ rest, clock, logger }: SessionDeskOptions) {
  let known: { readonly allowance: Allowance; readonly at: number } | undefined;
  let begun = 0;
  const ask = async () => {
    const allowance = await readAllowance(rest);
    known = { allowance, at: clock.steady() };
    begun = 0;
    const { remaining: waiting, total: planned } = allowance;
    if (isScarce(allowance)) logger.warn({ event: 'sessions-scarce', platform: 'discord', waiting, planned });
    return allowance;
  };
  return {
    spend: () => {
      begun += 1;
    },
    async look(): Promise<Allowance> {
      if (known === undefined) return ask();
      const { allowance, at } = known;
      const counted = { ...allowance, remaining: allowance.remaining - begun };
      if (clock.steady() - at < ALLOWANCE_LIFE_MS) return counted;
      return ask().catch(() => counted);
    },
  };
}

/** Who waits, and for what. */
function createWaiting(clock: Clock) {
  const reasons = new Map<symbol, string | undefined>();
  let tell = () => {};
  const long = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    long,
    get count() {
      return reasons.size;
    },
    get reason() {
      return [...reasons.values()].find((reason) => reason !== undefined);
    },
    async pause(ms: number, stop: AbortSignal, reason?: string): Promise<void> {
      const ticket = Symbol();
      reasons.set(ticket, reason);
      if (ms >= LONG_MS) tell();
      try {
        await pause(clock, ms, stop);
      } finally {
        reasons.delete(ticket);
      }
    },
  };
}
