import { setImmediate } from 'node:timers/promises';
import type { Target } from '../../../src/core/invocation.js';
import type { Reply } from '../../../src/core/reply.js';
import { createTopicPlanner } from '../../../src/delivery/topic-planner.js';
import { createTopics } from '../../../src/delivery/topics.js';
import type { FailpointName } from '../../../src/ops/failpoints.js';
import type { Paper } from '../../../src/papers/paper.js';
import { dailyList } from '../../../src/presenters/daily-list.js';
import { topicDigest } from '../../../src/presenters/topic-digest.js';
import { createPlanDailyListsJob } from '../../../src/scheduler/jobs/plan-daily-lists.js';
import { openNewsroom } from '../../delivery/newsroom.js';
import { plainMatcher } from '../../delivery/topic-desk.js';
import type { ManualClock } from '../../fakes/manual-clock.js';
import type { Ground } from './ground.js';
import { CHANNELS } from './happenings.js';
import { RATES, remembersKeyMs, type VisiblePlatforms } from './visible.js';

const USUAL = { at: '09:00', zone: 'UTC' };
/** So small that a list of three is two messages. */
const LIMITS = { items: 2, text: 100_000 };
const TURNS = 4;
const LONGEST_PAUSE_MS = 12 * 3_600_000;
const NEVER = new Promise<never>(() => {});

/** Where a process dies: at a failpoint that it has passed so often, or while a message is on its way. */
export interface Death {
  readonly at: FailpointName | 'in flight';
  readonly passes: number;
  /** Whether what is on its way arrives. */
  readonly arrives: boolean;
}

export interface Surroundings {
  readonly ground: Ground;
  readonly clock: ManualClock;
  readonly platforms: VisiblePlatforms;
  readonly papers: () => readonly Paper[];
  /** Grows whenever a process starts or the clock jumps. */
  readonly epoch: () => number;
}

export type Life = Awaited<ReturnType<typeof openLife>>;

/** One process of paperboy, with everything that plans and sends: daily lists and topics, Discord and Slack. */
export async function openLife({ ground, clock, platforms, papers, epoch }: Surroundings) {
  let [alive, ticks] = [true, 0];
  let death: Death | undefined;
  let passes = 0;
  const die = () => {
    if (alive) ground.cut();
    alive = false;
  };
  const isTime = (at: Death['at']) => alive && death?.at === at && passes++ === death.passes;
  const destinations = {
    async send(target: Target, reply: Reply, key: string) {
      if (!alive) return NEVER;
      const post = () => platforms.send(target, reply, key, { life: epoch(), tick: ticks });
      if (!isTime('in flight')) return { messageId: post() };
      if (death?.arrives === true)
        await Promise.resolve()
          .then(post)
          .catch(() => {});
      die();
      return NEVER;
    },
    find: async (target: Target, key: string, since: Date) =>
      alive ? platforms.find(target, key, since) : NEVER,
    remembersKeyMs,
    ratesOf: (platform: string) => RATES[platform] ?? {},
  };
  const room = await openNewsroom({
    ...{ url: ground.url(), clock, destinations, limits: LIMITS, present: dailyList, random: () => 0.5 },
    reach: (name) => {
      if (isTime(name)) die();
    },
  });
  const { store, planner, relay, keeper, logger } = room;
  const { subscriptions, outbox, actions, people } = store;
  const topicPlanner = createTopicPlanner({
    ...{
      subscriptions,
      outbox,
      actions,
      matcher: plainMatcher,
      present: topicDigest,
      usual: USUAL,
      clock,
      logger,
    },
    catalog: { all: papers, resolve: (id) => id },
    limitsOf: () => LIMITS,
  });
  const planning = createPlanDailyListsJob({ planner, relay, keeper });
  const work = async () => {
    room.corpus.papers = papers();
    await planning.run(new AbortController().signal);
    await topicPlanner.plan();
    await room.relayAll();
  };
  return {
    daily: room.daily,
    topics: createTopics({
      subscriptions,
      people,
      limits: { take: async () => undefined },
      usual: USUAL,
      clock,
    }),
    /** What was logged as an error: nothing that may happen here is a mistake of ours. */
    errors: () => (alive ? logger.entries.filter(({ level }) => level === 'error') : []),
    /** What the clock wakes. It ends when the work is done, or with the process. */
    async tick() {
      ticks += 1;
      let over = false;
      const done = work().finally(() => {
        over = true;
      });
      done.catch(() => {});
      // Time flows while somebody waits for it, and not while the database works, which takes a turn of the event loop each time.
      while (!over && alive) {
        for (let turn = 0; turn < TURNS; turn++) await setImmediate();
        if (!over) clock.skip();
      }
      if (alive) await done;
    },
    /** When the next daily list is due; in some hours where none is on. */
    async nextRun(): Promise<number> {
      const states = await Promise.all(CHANNELS.map((channel) => room.daily.show(channel)));
      const runs = states.flatMap(({ schedule }) => schedule?.nextRunAt.getTime() ?? []);
      return Math.min(...runs, clock.now().getTime() + LONGEST_PAUSE_MS);
    },
    /** The process is killed within its next wake-up, or after it. */
    async dieIn(wanted: Death) {
      [death, passes] = [ground.cutsAnywhere ? wanted : { ...wanted, at: 'in flight' }, 0];
      await this.tick();
      die();
    },
    close: () => room.close(),
  };
}
