import type { Kysely } from 'kysely';

/** What is known of the places that messages go to; one of which nothing is known takes messages. */
export async function createDestinationTable({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('destination')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('destination', 'text', (column) => column.notNull())
    .addColumn('destination_kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('failure_days', 'text', (column) => column.notNull())
    .addColumn('suspended_at', 'text')
    .addColumn('notified_at', 'text')
    .addPrimaryKeyConstraint('destination_once', ['platform', 'tenant', 'destination'])
    .execute();
  await schema
    .createIndex('destination_by_state')
    .on('destination')
    .columns(['state', 'notified_at'])
    .execute();
}
