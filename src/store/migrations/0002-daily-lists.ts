import type { CreateTableBuilder, Kysely } from 'kysely';
import { hasRowLocks } from '../row-locks.js';

const ADDRESS = ['platform', 'tenant', 'destination', 'list'] as const;

export async function createDailyListTables(db: Kysely<unknown>): Promise<void> {
  await createSchedule(db);
  await createDelivery(db);
  await createPostedPaper(db);
}

async function createSchedule(db: Kysely<unknown>): Promise<void> {
  await withAddress(withId(db, db.schema.createTable('schedule')))
    .addColumn('destination_kind', 'text', (column) => column.notNull())
    .addColumn('local_time', 'text', (column) => column.notNull())
    .addColumn('tz', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('next_run_at_utc', 'text', (column) => column.notNull())
    .addUniqueConstraint('schedule_address', [...ADDRESS])
    .execute();
  await db.schema.createIndex('schedule_by_next_run').on('schedule').column('next_run_at_utc').execute();
}

async function createDelivery(db: Kysely<unknown>): Promise<void> {
  await withAddress(withId(db, db.schema.createTable('delivery')))
    .addColumn('dedupe_key', 'text', (column) => column.notNull().unique())
    .addColumn('destination_kind', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('reply_json', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('attempt_started_at', 'text')
    .addColumn('platform_message_id', 'text')
    .addColumn('last_code', 'text')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('delivery_by_due').on('delivery').columns(['state', 'due_at']).execute();
  await db.schema
    .createIndex('delivery_by_address')
    .on('delivery')
    .columns([...ADDRESS])
    .execute();
}

async function createPostedPaper(db: Kysely<unknown>): Promise<void> {
  await withAddress(db.schema.createTable('posted_paper'))
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('delivery_id', 'integer', (column) =>
      column.notNull().references('delivery.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('posted_paper_once', [...ADDRESS, 'paper_id'])
    .execute();
  await db.schema.createIndex('posted_paper_by_delivery').on('posted_paper').column('delivery_id').execute();
}

/** A number for each row, counted on by the database. */
function withId<Table extends string>(db: Kysely<unknown>, table: CreateTableBuilder<Table>) {
  return table.addColumn('id', 'integer', (column) =>
    hasRowLocks(db) ? column.primaryKey().generatedAlwaysAsIdentity() : column.primaryKey().autoIncrement(),
  );
}

function withAddress<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('destination', 'text', (column) => column.notNull())
    .addColumn('list', 'text', (column) => column.notNull());
}
