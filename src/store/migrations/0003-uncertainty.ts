import type { Kysely } from 'kysely';
import type { Tables } from '../schema.js';

/** Since when a delivery may have arrived without our knowing; what was uncertain before counts from its last attempt. */
export async function addUncertainty(db: Kysely<Pick<Tables, 'delivery'>>): Promise<void> {
  await db.schema.alterTable('delivery').addColumn('uncertain_since', 'text').execute();
  await db
    .updateTable('delivery')
    .set(({ ref }) => ({ state: 'unknown', uncertain_since: ref('attempt_started_at') }))
    .where('state', '=', 'pending')
    .where('last_code', '=', 'unknown')
    .execute();
}
