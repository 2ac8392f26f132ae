import { type Kysely, sql } from 'kysely';

/** Which topics a digest is made of; of digests before, those that are the last of theirs. */
export async function createDigestTopicTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('digest_topic')
    .addColumn('subscription_id', 'integer', (column) =>
      column.notNull().references('subscription.id').onDelete('cascade'),
    )
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('digest_topic_once', ['subscription_id', 'list', 'period'])
    .execute();
  await sql`
    insert into digest_topic (subscription_id, list, period)
    select id, last_list, last_period from subscription where last_list is not null and last_period is not null
  `.execute(db);
}
