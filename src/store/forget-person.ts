import { type Expression, type SqlBool, sql, type Transaction } from 'kysely';
import type { PersonKey } from '../delivery/subscription.js';
import { targetOf } from './address.js';
import { clearReplies } from './cleared-replies.js';
import { jsonRows } from './json-rows.js';
import type { Tables } from './schema.js';
import { ownerOf } from './subscription-rows.js';
import { failUnwantedDigests } from './unwanted-digests.js';
import { areDigestsFor } from './waiting.js';

/** Who set up a list, when that is not to be known any more. */
export const NOBODY = '';

/** The daily lists that a person has set up: in one tenant, or in all where people are the same in all of them. */
export function setUpBy({ platform, tenant, id }: PersonKey): Expression<SqlBool> {
  return sql<boolean>`schedule.platform = ${platform} and schedule.created_by = ${id}
    and (${tenant} = 'direct' or schedule.tenant = ${tenant})`;
}

/** Deletes every row that tells of a person, ends what is owed to them, and takes their queries out of what is kept for others. */
export async function forgetPerson(trx: Transaction<Tables>, person: PersonKey, now: Date): Promise<void> {
  await deleteButtons(trx);
  await endDigests(trx, person, now);
  const topics = await trx
    .deleteFrom('subscription')
    .where((eb) => eb.and(ownerOf(person)))
    .returning(['platform', 'destination_tenant as tenant', 'destination', 'destination_kind'])
    .execute();
  await deleteInbox(trx, person);
  await trx.updateTable('schedule').set({ created_by: NOBODY }).where(setUpBy(person)).execute();
  await trx
    .deleteFrom('person')
    .where((eb) => eb.and({ ...person }))
    .execute();
  // What has been planned meanwhile.
  for (const topic of topics) await failUnwantedDigests(trx, now, areDigestsFor(targetOf(topic)));
}

/** What was, or is to be, sent to the person. */
async function deleteInbox(trx: Transaction<Tables>, { platform, tenant, id }: PersonKey): Promise<void> {
  const inbox = { platform, tenant, destination: id };
  const deleted = await trx
    .deleteFrom('delivery')
    .where((eb) => eb.and(inbox))
    .returning('reply_hash')
    .execute();
  const hashes = [...new Set(deleted.map(({ reply_hash }) => reply_hash))].map((hash) => [hash]);
  await sql`
    delete from reply where hash in ${jsonRows(trx, { hash: 'text' }, hashes)}
      and not exists (select 1 from delivery where delivery.reply_hash = reply.hash)
  `.execute(trx);
  for (const table of ['schedule', 'destination'] as const)
    await trx
      .deleteFrom(table)
      .where((eb) => eb.and(inbox))
      .execute();
}

/**
 * Buttons keep what does not fit into them, and it is not known whose queries those are: all that have one go, which lets whoever presses one
 * later run the command again.
 */
async function deleteButtons(trx: Transaction<Tables>): Promise<void> {
  await trx.deleteFrom('action').where('payload', 'like', '%query=%').execute();
}

/**
 * Digests of channels show the queries of their topics. What is still to be sent of the person's is ended, and its papers come with the next
 * digest. What is on its way at this moment has left us with its words; it is not sent again, for it has no topics any more.
 */
async function endDigests(trx: Transaction<Tables>, person: PersonKey, now: Date): Promise<void> {
  const owed = trx
    .updateTable('delivery')
    .set({ last_code: 'off', last_error: 'One of its topics was deleted.', updated_at: now.toISOString() })
    .where(bringsTopicsOf(person));
  await owed.set({ state: 'failed', given: 0 }).where('state', '=', 'pending').execute();
  await owed.set({ state: 'skipped' }).where('state', '=', 'unknown').execute();
  await clearReplies(trx, bringsTopicsOf(person));
  await sql`
    delete from digest_topic where (tenant, destination, list, period) in (
      select tenant, destination, list, period from delivery where state = 'sending' and ${bringsTopicsOf(person)}
    )
  `.execute(trx);
}

function bringsTopicsOf({ platform, tenant, id }: PersonKey): Expression<SqlBool> {
  return sql<boolean>`(delivery.platform, delivery.tenant, delivery.destination, delivery.list, delivery.period) in (
    select subscription.platform, digest_topic.tenant, digest_topic.destination, digest_topic.list, digest_topic.period
    from digest_topic join subscription on subscription.id = digest_topic.subscription_id
    where subscription.platform = ${platform} and subscription.owner_tenant = ${tenant} and subscription.owner = ${id}
  )`;
}
