import { type Kysely, sql } from 'kysely';
import { hasRowLocks } from '../row-locks.js';

export async function createSubscriptionTables(db: Kysely<unknown>): Promise<void> {
  await createPerson(db);
  await createSubscription(db);
  await addressPeopleByThemselves(db);
}

async function createPerson({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('person')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('zone', 'text')
    .addColumn('local_time', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('person_key', ['platform', 'tenant', 'id'])
    .execute();
}

async function createSubscription(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscription')
    .addColumn('id', 'integer', (column) =>
      hasRowLocks(db) ? column.primaryKey().generatedAlwaysAsIdentity() : column.primaryKey().autoIncrement(),
    )
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('owner_tenant', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('every', 'text', (column) => column.notNull())
    .addColumn('local_time', 'text')
    .addColumn('weekday', 'text', (column) => column.notNull())
    .addColumn('days', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('destination_tenant', 'text', (column) => column.notNull())
    .addColumn('destination', 'text', (column) => column.notNull())
    .addColumn('destination_kind', 'text', (column) => column.notNull())
    .addColumn('paused', 'integer', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('next_run_at_utc', 'text', (column) => column.notNull())
    .addColumn('matches_since', 'text', (column) => column.notNull())
    .addColumn('last_list', 'text')
    .addColumn('last_period', 'text')
    .addColumn('last_date', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('subscription_number', ['platform', 'owner_tenant', 'owner', 'number'])
    .execute();
  await index(db, 'subscription_by_tenant', ['platform', 'tenant']);
  await index(db, 'subscription_by_destination', ['platform', 'destination_tenant', 'destination', 'id']);
  await index(db, 'subscription_by_next_run', ['next_run_at_utc']);
}

async function index(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(name).on('subscription').columns(columns).execute();
}

/**
 * Direct messages on Discord were known by the id of their channel; now they are by that of the person, who is the one that had set up a list
 * there. What has been sent keeps its key.
 */
async function addressPeopleByThemselves(db: Kysely<unknown>): Promise<void> {
  for (const table of ['posted_paper', 'delivery', 'schedule'] as const) {
    await sql`
      update ${sql.table(table)} set destination = (
        select one.created_by from schedule as one
        where one.platform = 'discord' and one.tenant = 'direct' and one.destination = ${sql.table(table)}.destination
      )
      where platform = 'discord' and tenant = 'direct' and exists (
        select 1 from schedule as one
        where one.platform = 'discord' and one.tenant = 'direct' and one.destination = ${sql.table(table)}.destination
      )
    `.execute(db);
  }
}
