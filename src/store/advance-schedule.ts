import { sql, type Transaction } from 'kysely';
import type { Advance } from '../delivery/outbox.js';
import { addressOf } from './address.js';
import { jsonRows } from './json-rows.js';
import type { Address, Tables } from './schema.js';

export type ScheduleAdvance = Extract<Advance, { kind: 'schedule' }>;

const COLUMNS = {
  platform: 'text',
  tenant: 'text',
  destination: 'text',
  list: 'text',
  was: 'text',
  becomes: 'text',
} as const;

/**
 * Moves schedules on to their next runs, and tells which could be. The next run as it was read is the fence: new settings or a second planner
 * have moved it. Of two for one schedule the first counts.
 */
export async function advanceSchedules(
  trx: Transaction<Tables>,
  advances: readonly ScheduleAdvance[],
): Promise<ReadonlySet<ScheduleAdvance>> {
  if (advances.length === 0) return new Set();
  const byName = new Map<string, ScheduleAdvance>();
  for (const advance of advances.toReversed()) byName.set(nameOf(addressOfAdvance(advance)), advance);
  const rows = [...byName.values()].map(({ schedule, nextRunAt }) => {
    const { target, list } = schedule;
    const times = [schedule.nextRunAt.toISOString(), nextRunAt.toISOString()];
    return [target.platform, target.tenant, target.id, list, ...times];
  });
  const moved = await sql<Address>`
    update schedule set next_run_at_utc = moves.becomes
    from ${jsonRows(trx, COLUMNS, rows)} as moves
    where schedule.platform = moves.platform and schedule.tenant = moves.tenant
      and schedule.destination = moves.destination and schedule.list = moves.list
      and schedule.next_run_at_utc = moves.was
    returning schedule.platform, schedule.tenant, schedule.destination, schedule.list
  `.execute(trx);
  return new Set(moved.rows.flatMap((row) => byName.get(nameOf(row)) ?? []));
}

function addressOfAdvance({ schedule }: ScheduleAdvance): Address {
  return addressOf(schedule.target, schedule.list);
}

function nameOf({ platform, tenant, destination, list }: Address): string {
  return JSON.stringify([platform, tenant, destination, list]);
}
