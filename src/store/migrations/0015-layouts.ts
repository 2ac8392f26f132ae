import type { Kysely } from 'kysely';

/** How lists stand where they are posted; those of before go on as messages. */
export async function addLayouts(db: Kysely<unknown>): Promise<void> {
  for (const table of ['schedule', 'delivery']) {
    await db.schema
      .alterTable(table)
      .addColumn('style', 'text', (column) => column.notNull().defaultTo('message'))
      .execute();
    await db.schema.alterTable(table).addColumn('tag', 'text').execute();
  }
}
