import type { Kysely } from 'kysely';

/** What was planned on a day is counted without going through everything there ever was. */
export async function indexDeliveryDays(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('delivery_by_creation')
    .on('delivery')
    .columns(['created_at', 'state', 'period'])
    .execute();
}
