import type { Transaction } from 'kysely';
import type { Advance } from '../delivery/outbox.js';
import { addressOf } from './address.js';
import type { Tables } from './schema.js';

/**
 * Moves a schedule on to its next run; false when it is not as it was read any more. The next run as it was read is the fence: new settings or a
 * second planner have moved it.
 */
export async function advanceSchedule(
  trx: Transaction<Tables>,
  { schedule, nextRunAt }: Extract<Advance, { kind: 'schedule' }>,
): Promise<boolean> {
  const moved = await trx
    .updateTable('schedule')
    .set({ next_run_at_utc: nextRunAt.toISOString() })
    .where((eb) => eb.and(addressOf(schedule.target, schedule.list)))
    .where('next_run_at_utc', '=', schedule.nextRunAt.toISOString())
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}
