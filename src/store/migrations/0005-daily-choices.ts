import type { Kysely } from 'kysely';

/** What a channel may choose for its list; lists of before go on as they were: every paper, every day, silent when there is none. */
export async function addDailyChoices(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('schedule').addColumn('query', 'text').execute();
  await schema
    .alterTable('schedule')
    .addColumn('days', 'text', (column) => column.notNull().defaultTo('all'))
    .execute();
  await schema
    .alterTable('schedule')
    .addColumn('quiet', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
