import type { Kysely } from 'kysely';

/** Which day a list is made of; lists of before go on with the last complete one. */
export async function addDailyBatch(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('schedule')
    .addColumn('batch', 'text', (column) => column.notNull().defaultTo('complete'))
    .execute();
}
