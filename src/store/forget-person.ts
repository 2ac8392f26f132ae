import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import type { PersonKey } from '../delivery/subscription.js';
import type { Tables } from './schema.js';
import { ownerOf } from './subscription-rows.js';

/** Who set up a list, when that is not to be known any more. */
export const NOBODY = '';

/** The daily lists that a person has set up: in one tenant, or in all where people are the same in all of them. */
export function setUpBy({ platform, tenant, id }: PersonKey): Expression<SqlBool> {
  return sql<boolean>`schedule.platform = ${platform} and schedule.created_by = ${id}
    and (${tenant} = 'direct' or schedule.tenant = ${tenant})`;
}

/** Deletes every row that tells of a person, ends what is owed to them, and takes their queries out of what is kept for others. */
export async function forgetPerson(trx: Transaction<Tables>, person: PersonKey, now: Date): Promise<void> {
  const { platform, tenant, id } = person;
  const inbox = { platform, tenant, destination: id };
  await deleteButtons(trx, person);
  await clearDigestsOfChannels(trx, person, now);
  await trx
    .deleteFrom('subscription')
    .where((eb) => eb.and(ownerOf(person)))
    .execute();
  for (const table of ['schedule', 'delivery', 'destination'] as const)
    await trx
      .deleteFrom(table)
      .where((eb) => eb.and(inbox))
      .execute();
  await trx.updateTable('schedule').set({ created_by: NOBODY }).where(setUpBy(person)).execute();
  await trx
    .deleteFrom('person')
    .where((eb) => eb.and({ ...person }))
    .execute();
  await deleteUnusedReplies(trx);
}

/**
 * Buttons keep what does not fit into them: those of the person's topics go, and so do all previews, because they may hold a query that was never
 * saved. Whoever presses one later is told to run the command again.
 */
async function deleteButtons(trx: Transaction<Tables>, person: PersonKey): Promise<void> {
  await trx
    .deleteFrom('action')
    .where(({ eb, or }) =>
      or([eb('payload', 'like', '%save=true%'), eb('payload', 'like', 'number=%&query=%')]),
    )
    .execute();
  const topics = await trx
    .selectFrom('subscription')
    .select('query')
    .where((eb) => eb.and(ownerOf(person)))
    .execute();
  for (const { query } of topics) {
    const written = new URLSearchParams({ query }).toString();
    await trx.deleteFrom('action').where(sql<boolean>`replace(payload, ${written}, '') <> payload`).execute();
  }
}

/**
 * Digests of channels show the queries of their topics, whoever stopped those since. What is still to be sent where the person has topics is
 * ended, and its papers come with the next digest; of what has been sent only the papers are kept.
 */
async function clearDigestsOfChannels(trx: Transaction<Tables>, person: PersonKey, now: Date): Promise<void> {
  const channels = sql<boolean>`exists (
    select 1 from subscription where subscription.platform = delivery.platform and subscription.destination_tenant = delivery.tenant
      and subscription.destination = delivery.destination and subscription.platform = ${person.platform}
      and subscription.owner_tenant = ${person.tenant} and subscription.owner = ${person.id}
  )`;
  const owed = trx
    .updateTable('delivery')
    .set({ last_code: 'off', last_error: 'One of its topics was deleted.', updated_at: now.toISOString() })
    .where('list', 'like', 'topics:%')
    .where('destination_kind', '=', 'channel')
    .where(channels);
  await owed.set({ state: 'failed', given: 0 }).where('state', '=', 'pending').execute();
  await owed.set({ state: 'skipped' }).where('state', '=', 'unknown').execute();
  // What is on its way at this moment is not sent again, for nobody wants it any more: whoever sends it has its words already.
  await sql`
    delete from digest_topic where (list, period) in (
      select list, period from delivery where state = 'sending' and list like 'topics:%' and ${channels}
    )
  `.execute(trx);
  await sql`
    update reply set json = '{}' where json <> '{}' and hash in (
      select reply_hash from delivery where platform = ${person.platform} and list like 'topics:%'
        and destination_kind = 'channel' and (state in ('sent', 'failed', 'skipped') or (state = 'sending' and ${channels}))
    ) and hash not in (
      select reply_hash from delivery where state in ('pending', 'unknown') or (state = 'sending' and not ${channels})
    )
  `.execute(trx);
}

async function deleteUnusedReplies(trx: Transaction<Tables>): Promise<void> {
  await trx
    .deleteFrom('reply')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery').select('delivery.id').whereRef('delivery.reply_hash', '=', 'reply.hash'),
        ),
      ),
    )
    .execute();
}
