import type { ActionStore } from '../core/action-codec.js';
import type { Clock } from '../core/clock.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type { Paper } from '../papers/paper.js';
import type { DailyList } from './daily-list.js';
import type { DailyMaterial } from './daily-material.js';
import { createDailyRuns, type DailyRuns } from './daily-runs.js';
import type { Destinations } from './destinations.js';
import { type EditionStore, editionName, freezeEdition } from './edition.js';
import type { OutboxStore, PlannedRun, PostingHistory } from './outbox.js';
import type { Batch, DailySchedule, ScheduleStore } from './schedule.js';
import { createUnknownZones } from './unknown-zones.js';

/** Read at once, and planned in the order of their destinations: the indexes are in that order, too, and a batch then touches few of their pages. */
const PAGE = 4_000;
/** Planned in one transaction; the event loop has its turn after each. */
const BATCH = 1_000;
const MISSED = 'nobody was here to post it in time';
const POSTPONED_MS = 10 * 60 * 1_000;
/** More than any clock is set back. */
const MARGIN_MS = 3 * 24 * 60 * 60 * 1_000;
const NOTHING_YET: PostingHistory = { paperIds: new Set(), toldExhausted: false };

export interface PlannerOptions {
  readonly schedules: Pick<ScheduleStore, 'due'>;
  readonly outbox: Pick<OutboxStore, 'history' | 'plan'>;
  readonly editions: EditionStore;
  readonly actions: ActionStore;
  readonly material: DailyMaterial;
  readonly present: (list: DailyList) => Reply;
  readonly limitsOf?: Destinations['limitsOf'];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Turns due schedules into deliveries. Planning twice, or on two machines, gives the same deliveries once. */
export interface Planner {
  plan(signal?: AbortSignal): Promise<void>;
}

export function createPlanner(options: PlannerOptions): Planner {
  const { schedules, clock } = options;
  const zones = createUnknownZones(options.logger);
  return {
    async plan(signal) {
      const now = clock.now();
      let due = await schedules.due(now, PAGE, zones.names);
      if (due.length === 0) return;
      const pass = beginPass(now, options);
      while (due.length > 0 && signal?.aborted !== true) {
        const plannable = due.filter(({ zone }) => !zones.isUnknown(zone));
        await planPage(plannable, pass, signal);
        const next = due.length < PAGE ? [] : await schedules.due(now, PAGE, zones.names);
        // Whatever was planned has moved on; what has not would come up for ever.
        due = isSame(next[0], due[0]) ? [] : next;
      }
      const count = pass.missed();
      if (count > 0) options.logger.warn({ event: 'run-missed', count, reason: MISSED });
    },
  };
}

function isSame(a: DailySchedule | undefined, b: DailySchedule | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What is planned from one batch. */
interface Desk {
  readonly runs: DailyRuns;
  /** Before it none of the papers can have been brought anywhere; undefined where that is not known. */
  readonly since: Date | undefined;
}

interface Pass extends PlannerOptions {
  readonly now: Date;
  /** Made when it is first needed, and then the same for the whole pass. */
  desk(batch: Batch): Promise<Desk>;
  missed(): number;
}

function beginPass(now: Date, options: PlannerOptions): Pass {
  const desks = new Map<Batch, Desk>();
  return {
    ...options,
    now,
    async desk(batch) {
      const desk = desks.get(batch) ?? (await openDesk(batch, now, options));
      desks.set(batch, desk);
      return desk;
    },
    missed: () => [...desks.values()].reduce((sum, { runs }) => sum + runs.missed, 0),
  };
}

async function openDesk(wanted: Batch, now: Date, options: PlannerOptions): Promise<Desk> {
  const { editions, material } = options;
  const batch = await material.batch(wanted);
  const edition = editionName(await freezeEdition(batch.ranked, { editions, now }));
  const { matching } = material;
  const supply = await material.supply();
  const runs = createDailyRuns({ ...options, now, edition, batch, matching, supply });
  return { runs, since: firstSight(batch.ranked) };
}

/** A little before the first of these papers was seen: what a channel had until then, perhaps for years, need not be read. */
function firstSight(papers: readonly Paper[]): Date | undefined {
  const seen = papers.map(({ firstSeenAt }) => Date.parse(firstSeenAt ?? ''));
  const first = seen.reduce((earliest, at) => Math.min(earliest, at), Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? new Date(first - MARGIN_MS) : undefined;
}

async function planPage(due: readonly DailySchedule[], pass: Pass, signal?: AbortSignal): Promise<void> {
  const sorted = byPlace(due);
  for (let start = 0; start < sorted.length && signal?.aborted !== true; start += BATCH) {
    await planBatch(sorted.slice(start, start + BATCH), pass);
  }
}

function byPlace(due: readonly DailySchedule[]): readonly DailySchedule[] {
  const placed = due.map((schedule) => {
    const { platform, tenant, id } = schedule.target;
    return { schedule, place: `${platform}|${tenant}|${id}` };
  });
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ schedule }) => schedule);
}

async function planBatch(due: readonly DailySchedule[], pass: Pass): Promise<void> {
  for (const wanted of ['complete', 'now'] as const) {
    const some = due.filter(({ batch = 'complete' }) => batch === wanted);
    if (some.length > 0) await planFrom(await pass.desk(wanted), some, pass);
  }
}

async function planFrom(desk: Desk, due: readonly DailySchedule[], pass: Pass): Promise<void> {
  const { outbox, now, logger } = pass;
  const histories = await outbox.history(
    due.map(({ target }) => target),
    desk.since,
  );
  const runs: PlannedRun[] = [];
  for (const [index, schedule] of due.entries()) {
    runs.push(await runOrPostpone(schedule, histories[index] ?? NOTHING_YET, desk, pass));
  }
  const added = await outbox.plan(runs, now);
  if (added > 0) logger.info({ event: 'planned', count: added });
}

/** A list that cannot be made is tried again a little later, and holds up no other one. */
async function runOrPostpone(
  schedule: DailySchedule,
  history: PostingHistory,
  { runs }: Desk,
  { now, logger }: Pass,
): Promise<PlannedRun> {
  try {
    return await runs.runOf(schedule, history);
  } catch (error) {
    logger.error({ event: 'planning-failed', platform: schedule.target.platform, err: error });
    const nextRunAt = new Date(now.getTime() + POSTPONED_MS);
    return { advances: [{ kind: 'schedule', schedule, nextRunAt }], deliveries: [] };
  }
}
