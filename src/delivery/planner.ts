import { type ActionStore, keepLongActions } from '../core/action-codec.js';
import type { Clock } from '../core/clock.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type { Paper } from '../papers/paper.js';
import { chooseDailyList, type DailyList } from './daily-list.js';
import { freezeReply } from './frozen-reply.js';
import { dedupeKey, type NewDelivery, type OutboxStore } from './outbox.js';
import { type DailySchedule, dueRun, nextRun, type ScheduleStore } from './schedule.js';

const POSTPONED_MS = 10 * 60 * 1_000;

export interface PlannerOptions {
  readonly schedules: ScheduleStore;
  readonly outbox: OutboxStore;
  readonly actions: ActionStore;
  /** Every paper, the best first. */
  readonly ranked: () => readonly Paper[];
  readonly present: (list: DailyList) => Reply;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Turns due schedules into deliveries. Planning twice, or on two machines, gives the same deliveries once. */
export interface Planner {
  plan(signal?: AbortSignal): Promise<void>;
}

export function createPlanner(options: PlannerOptions): Planner {
  const { schedules, clock } = options;
  return {
    async plan(signal) {
      const now = clock.now();
      const due = await schedules.due(now);
      if (due.length === 0) return;
      const ranked = options.ranked();
      for (const schedule of due) {
        if (signal?.aborted === true) return;
        await planOrPostpone(schedule, ranked, now, options);
      }
    },
  };
}

/** A list that cannot be made is tried again a little later, and holds up no other one. */
async function planOrPostpone(
  schedule: DailySchedule,
  ranked: readonly Paper[],
  now: Date,
  options: PlannerOptions,
): Promise<void> {
  const { platform } = schedule.target;
  try {
    await planRun(schedule, ranked, now, options);
  } catch (error) {
    options.logger.error({ event: 'planning-failed', platform, err: error });
    const nextRunAt = new Date(now.getTime() + POSTPONED_MS);
    await options.outbox.plan({ schedule, nextRunAt, delivery: undefined }, now);
  }
}

async function planRun(
  schedule: DailySchedule,
  ranked: readonly Paper[],
  now: Date,
  { outbox, actions, present, logger }: PlannerOptions,
): Promise<void> {
  const { target, list, size } = schedule;
  const { platform } = target;
  const due = dueRun(schedule, now);
  const nextRunAt = nextRun(schedule, now);
  if (due === undefined) {
    logger.warn({ event: 'run-missed', platform, reason: 'nobody was here to post it in time' });
    await outbox.plan({ schedule, nextRunAt, delivery: undefined }, now);
    return;
  }
  const history = await outbox.history(target, list);
  const { date, expiresAt } = due;
  const chosen = chooseDailyList({ date, size, ranked, history });
  const reply = chosen === undefined ? undefined : present(chosen);
  if (reply !== undefined) await keepLongActions(reply, actions);
  const delivery =
    chosen === undefined || reply === undefined
      ? undefined
      : { ...freeze(schedule, chosen, reply), dueAt: now, expiresAt };
  const planned = await outbox.plan({ schedule, nextRunAt, delivery }, now);
  if (planned) logger.info({ event: 'planned', platform, period: date, count: chosen?.papers.length ?? 0 });
}

function freeze(
  { target, list }: DailySchedule,
  { date, papers }: DailyList,
  reply: Reply,
): Omit<NewDelivery, 'dueAt' | 'expiresAt'> {
  const name = { target, list, period: date, part: 1 };
  return {
    ...name,
    key: dedupeKey(name),
    content: papers.length === 0 ? 'exhausted' : 'papers',
    replyJson: freezeReply(reply),
    paperIds: papers.map(({ id }) => id),
  };
}
