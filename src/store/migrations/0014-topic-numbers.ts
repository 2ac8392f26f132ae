import { type Kysely, sql } from 'kysely';

/** A person's topics are numbered on, also when some are stopped: a button of an old message never means another topic. */
export async function rememberTopicNumbers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('person')
    .addColumn('last_number', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`
    update person set last_number = coalesce((
      select max(subscription.number) from subscription where subscription.platform = person.platform
        and subscription.owner_tenant = person.tenant and subscription.owner = person.id
    ), 0)
  `.execute(db);
}
