import { type ActionStore, keepLongActions } from '../core/action-codec.js';
import type { MessageLimits } from '../core/chat-adapter.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import { presentCarefully } from './careful-presenting.js';
import { chooseDailyList, type DailyList, readIn, type Supply } from './daily-list.js';
import type { DailyBatch, DailyMaterial } from './daily-material.js';
import type { Destinations } from './destinations.js';
import { type FrozenMessage, freezeMessage, oweMessage } from './new-deliveries.js';
import type { PlannedRun, PostingHistory } from './outbox.js';
import { remembered } from './remembered.js';
import { type DailySchedule, dueRun, type LocalTime, nextRun } from './schedule.js';

export interface DailyRunsOptions {
  readonly now: Date;
  /** The name of the edition, and what it is made of: the same for every list of a pass. */
  readonly edition: string;
  readonly batch: DailyBatch;
  readonly supply: Supply;
  readonly matching: DailyMaterial['matching'];
  readonly present: (list: DailyList) => Reply;
  readonly actions: ActionStore;
  readonly logger: Logger;
  readonly limitsOf?: Destinations['limitsOf'];
}

/** A list, and how much of it a message may hold. */
interface Wanted {
  readonly list: DailyList;
  readonly limits: MessageLimits | undefined;
}

/**
 * What becomes of each schedule of a pass. What many of them have in common is worked out once: times by what people have set, messages by what
 * they say.
 */
export interface DailyRuns {
  /** How many came too late so far. */
  readonly missed: number;
  /** Throws when the list cannot be made. */
  runOf(schedule: DailySchedule, history: PostingHistory): Promise<PlannedRun>;
}

export function createDailyRuns(options: DailyRunsOptions): DailyRuns {
  const { now, edition, batch, supply, limitsOf } = options;
  const timesOf = remembered(
    ({ at, zone, days }: LocalTime) => JSON.stringify([at, zone, days]),
    (time) => ({
      due: dueRun(time, now),
      nextRunAt: nextRun(time, now),
    }),
  );
  const matchingOf = remembered((query: string) => query, options.matching);
  const freeze = remembered(nameOf, (message: Wanted) => freezeList(message, options));
  const make = async (schedule: DailySchedule, date: string, history: PostingHistory) => {
    const { query } = schedule;
    const matching = query === undefined ? {} : { matching: await matchingOf(query) };
    const chosen = chooseDailyList({ ...schedule, ...matching, ...batch, date, history, supply });
    return chosen && freeze({ list: readIn(chosen, schedule), limits: limitsOf?.(schedule.target) });
  };
  const made = new WeakMap<PostingHistory, Map<string, ReturnType<typeof make>>>();
  /** The same for channels that have set the same and have had the same. */
  const frozenFor: typeof make = (schedule, date, history) => {
    const { size, query, quiet, target, layout } = schedule;
    const own = layout?.style === 'forum' ? target.id : undefined;
    const name = JSON.stringify([date, size, query, quiet, limitsOf?.(target), own]);
    const known = made.get(history) ?? new Map<string, ReturnType<typeof make>>();
    made.set(history, known);
    const messages = known.get(name) ?? make(schedule, date, history);
    known.set(name, messages);
    return messages;
  };
  let missed = 0;
  return {
    get missed() {
      return missed;
    },
    async runOf(schedule, history) {
      const { due, nextRunAt } = timesOf(schedule);
      const advances = [{ kind: 'schedule', schedule, nextRunAt }] as const;
      if (due === undefined) {
        missed += 1;
        return { advances, deliveries: [] };
      }
      const { date, expiresAt } = due;
      const frozen = await frozenFor(schedule, date, history);
      if (frozen === undefined) return { advances, deliveries: [] };
      const { target, list, layout } = schedule;
      const owed = { target, list, period: date, dueAt: now, expiresAt, edition, layout };
      return { advances, deliveries: oweMessage(frozen, owed) };
    },
  };
}

async function freezeList(
  { list, limits }: Wanted,
  { present, actions, logger }: DailyRunsOptions,
): Promise<readonly FrozenMessage[]> {
  const show = (papers: DailyList['papers'], plain: ReadonlySet<string>) =>
    present({ ...list, papers, plain });
  const { reply, papers } = presentCarefully({ papers: list.papers, show, logger });
  await keepLongActions(reply, actions);
  const paperIds = papers.map(({ id }) => id);
  const content = paperIds.length === 0 ? 'exhausted' : 'papers';
  return freezeMessage({ content, reply, paperIds }, limits);
}

/** All that a message depends on. */
function nameOf({ list: { papers, ...list }, limits }: Wanted): string {
  return JSON.stringify([list, limits, papers.map(({ id }) => id)]);
}
