import type { Kysely } from 'kysely';

/** What the catalog knows of its papers beside themselves: when it was observed, other ids, votes by day, and what was withdrawn. */
export async function createMergingTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('paper_observed')
    .addColumn('paper_id', 'text', (column) => column.primaryKey())
    .addColumn('json', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('paper_title')
    .addColumn('title_id', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('paper_title_once', ['title_id', 'paper_id'])
    .execute();
  await db.schema.createIndex('paper_title_by_paper').on('paper_title').column('paper_id').execute();
  await db.schema
    .createTable('paper_alias')
    .addColumn('old', 'text', (column) => column.primaryKey())
    .addColumn('new', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('paper_alias_by_new').on('paper_alias').column('new').execute();
  await db.schema
    .createTable('withdrawn_paper')
    .addColumn('paper_id', 'text', (column) => column.primaryKey())
    .addColumn('withdrawn_at', 'text', (column) => column.notNull())
    .execute();
  await createSignalHistory(db);
}

async function createSignalHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('paper_signal')
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('upvotes', 'integer')
    .addColumn('upvotes_at', 'text')
    .addColumn('comments', 'integer')
    .addColumn('comments_at', 'text')
    .addColumn('stars', 'integer')
    .addColumn('stars_at', 'text')
    .addPrimaryKeyConstraint('paper_signal_once_a_day', ['paper_id', 'day'])
    .execute();
}
