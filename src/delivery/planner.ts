import { type ActionStore, keepLongActions } from '../core/action-codec.js';
import type { Clock } from '../core/clock.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type { Paper } from '../papers/paper.js';
import { chooseDailyList, type DailyList } from './daily-list.js';
import { freezeDeliveries } from './new-deliveries.js';
import type { NewDelivery, OutboxStore, PostingHistory } from './outbox.js';
import { type DailySchedule, dueRun, nextRun, type ScheduleStore } from './schedule.js';

const POSTPONED_MS = 10 * 60 * 1_000;
const NOTHING_YET: PostingHistory = { paperIds: new Set(), toldExhausted: false };

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
    await options.outbox.plan(
      [{ advances: [{ kind: 'schedule', schedule, nextRunAt }], deliveries: [] }],
      now,
    );
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
  const advances = [{ kind: 'schedule', schedule, nextRunAt: nextRun(schedule, now) }] as const;
  if (due === undefined) {
    logger.warn({ event: 'run-missed', platform, reason: 'nobody was here to post it in time' });
    await outbox.plan([{ advances, deliveries: [] }], now);
    return;
  }
  const [history = NOTHING_YET] = await outbox.history([target]);
  const { date, expiresAt } = due;
  const chosen = chooseDailyList({ date, size, ranked, history });
  const reply = chosen === undefined ? undefined : present(chosen);
  if (reply !== undefined) await keepLongActions(reply, actions);
  const deliveries =
    chosen === undefined || reply === undefined
      ? []
      : freezeDeliveries({ ...contentOf(chosen), target, list, period: date, reply, dueAt: now, expiresAt });
  const added = await outbox.plan([{ advances, deliveries }], now);
  if (added > 0) logger.info({ event: 'planned', platform, period: date, count: chosen?.papers.length ?? 0 });
}

function contentOf({ papers }: DailyList): Pick<NewDelivery, 'content' | 'paperIds'> {
  return {
    content: papers.length === 0 ? 'exhausted' : 'papers',
    paperIds: papers.map(({ id }) => id),
  };
}
