import type { Kysely } from 'kysely';

/** What was planned on a day, or for a destination since a day, is found without going through everything there ever was. */
export async function indexDeliveryDays(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('delivery_by_creation')
    .on('delivery')
    .columns(['created_at', 'state', 'period'])
    .execute();
  await db.schema.dropIndex('delivery_by_address').execute();
  await db.schema
    .createIndex('delivery_by_destination')
    .on('delivery')
    .columns(['platform', 'tenant', 'destination', 'created_at'])
    .execute();
}
