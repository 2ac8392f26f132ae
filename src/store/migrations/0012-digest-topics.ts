import { type Kysely, sql } from 'kysely';

/** Which topics a digest is made of; of digests before, those that are the last of theirs. Of the others only the papers are kept. */
export async function createDigestTopicTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('digest_topic')
    .addColumn('subscription_id', 'integer', (column) =>
      column.notNull().references('subscription.id').onDelete('cascade'),
    )
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('destination', 'text', (column) => column.notNull())
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('digest_topic_once', [
      'subscription_id',
      'tenant',
      'destination',
      'list',
      'period',
    ])
    .execute();
  await sql`
    insert into digest_topic (subscription_id, tenant, destination, list, period)
    select id, destination_tenant, destination, last_list, last_period from subscription
    where last_list is not null and last_period is not null
  `.execute(db);
  await db.schema.createIndex('delivery_by_reply').on('delivery').column('reply_hash').execute();
  await sql`
    update reply set json = '' where hash in (
      select reply_hash from delivery where list like 'topics:%' and state = 'sent' and not exists (
        select 1 from digest_topic where digest_topic.list = delivery.list and digest_topic.period = delivery.period
      )
    ) and hash not in (select reply_hash from delivery where state <> 'sent')
  `.execute(db);
}
