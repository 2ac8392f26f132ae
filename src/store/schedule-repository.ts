import { expressionBuilder, type Kysely, type Selectable } from 'kysely';
import type { Batch, DailySchedule, Days, ScheduleStore } from '../delivery/schedule.js';
import { addressOf, targetOf } from './address.js';
import { layoutColumns, layoutOf } from './layout-columns.js';
import type { ScheduleTable, Tables } from './schema.js';
import { failUnscheduled } from './unscheduled.js';
import { takesMessages } from './waiting.js';

const LIST: DailySchedule['list'] = 'daily';
const ALL: Days = 'all';
const COMPLETE: Batch = 'complete';
const [NO, YES] = [0, 1] as const;

export function createScheduleRepository(db: Kysely<Tables>): ScheduleStore {
  return {
    async find(target) {
      const row = await db
        .selectFrom('schedule')
        .selectAll()
        .where((eb) => eb.and(addressOf(target, LIST)))
        .executeTakeFirst();
      return row === undefined ? undefined : toSchedule(row);
    },
    save: (schedule, before) => save(db, schedule, before),
    remove: (target, now) =>
      db.transaction().execute(async (trx) => {
        const removed = await trx
          .deleteFrom('schedule')
          .where((eb) => eb.and(addressOf(target, LIST)))
          .executeTakeFirst();
        await failUnscheduled(trx, now, () =>
          expressionBuilder<Tables, 'delivery'>().and(addressOf(target, LIST)),
        );
        return removed.numDeletedRows > 0n;
      }),
    async due(now, most, exceptZones = []) {
      const rows = await db
        .selectFrom('schedule')
        .selectAll()
        .where('list', '=', LIST)
        .where('next_run_at_utc', '<=', now.toISOString())
        .where(takesMessages('schedule'))
        .$if(exceptZones.length > 0, (query) => query.where('tz', 'not in', exceptZones))
        .orderBy('next_run_at_utc')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(toSchedule);
    },
  };
}

/** The schedule as it was read is the fence. */
async function save(
  db: Kysely<Tables>,
  schedule: DailySchedule,
  before: DailySchedule | undefined,
): Promise<boolean> {
  const address = addressOf(schedule.target, schedule.list);
  if (before === undefined) {
    const added = await db
      .insertInto('schedule')
      .values({ ...address, ...settingsOf(schedule) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const changed = await db
    .updateTable('schedule')
    .set(settingsOf(schedule))
    .where((eb) => eb.and({ ...address, ...settingsOf(before) }))
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

function settingsOf(schedule: DailySchedule) {
  return {
    destination_kind: schedule.target.kind,
    local_time: schedule.at,
    tz: schedule.zone,
    size: schedule.size,
    query: schedule.query ?? null,
    days: schedule.days ?? ALL,
    quiet: schedule.quiet === true ? YES : NO,
    batch: schedule.batch ?? COMPLETE,
    ...layoutColumns(schedule.layout),
    created_by: schedule.createdBy,
    next_run_at_utc: schedule.nextRunAt.toISOString(),
  };
}

function toSchedule(row: Selectable<ScheduleTable>): DailySchedule {
  return {
    target: targetOf(row),
    list: LIST,
    at: row.local_time,
    zone: row.tz,
    size: row.size,
    ...(row.query === null ? {} : { query: row.query }),
    ...(row.days === ALL ? {} : { days: row.days }),
    ...(row.quiet === YES ? { quiet: true } : {}),
    ...(row.batch === COMPLETE ? {} : { batch: row.batch }),
    ...layoutOf(row),
    createdBy: row.created_by,
    nextRunAt: new Date(row.next_run_at_utc),
  };
}
