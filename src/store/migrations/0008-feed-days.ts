import type { Kysely } from 'kysely';

/** What is known of the days of feeds, and how their sources fare. */
export async function createFeedDayTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feed_day')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('papers', 'integer', (column) => column.notNull())
    .addColumn('read_at', 'text', (column) => column.notNull())
    .addColumn('completed_at', 'text')
    .addPrimaryKeyConstraint('feed_day_once', ['source', 'day'])
    .execute();
  await db.schema
    .createTable('source_state')
    .addColumn('source', 'text', (column) => column.primaryKey())
    .addColumn('last_success_at', 'text')
    .addColumn('last_failure_at', 'text')
    .addColumn('failure', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .execute();
}
