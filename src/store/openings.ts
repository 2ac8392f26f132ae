import type { Kysely, Selectable } from 'kysely';
import { addressOf, targetOf } from './address.js';
import type { DeliveryTable, Tables } from './schema.js';

type Row = Selectable<DeliveryTable>;

/** Finds for later parts in forums the first one that was posted, by the id of its message. There are few: a question each. */
export async function readOpenings(
  db: Kysely<Tables>,
  rows: readonly Row[],
): Promise<(row: Row) => { readonly follows?: string }> {
  const found = new Map<number, string>();
  for (const row of rows) {
    if (row.style !== 'forum' || row.part === 1) continue;
    const id = await readOpening(db, row);
    if (id !== undefined) found.set(row.id, id);
  }
  return ({ id }) => {
    const follows = found.get(id);
    return follows === undefined ? {} : { follows };
  };
}

async function readOpening(db: Kysely<Tables>, row: Row): Promise<string | undefined> {
  const first = await db
    .selectFrom('delivery')
    .select('platform_message_id')
    .where((eb) => eb.and(addressOf(targetOf(row), row.list)))
    .where('period', '=', row.period)
    .where('part', '<', row.part)
    .where('state', '=', 'sent')
    .orderBy('part')
    .limit(1)
    .executeTakeFirst();
  return first?.platform_message_id ?? undefined;
}
