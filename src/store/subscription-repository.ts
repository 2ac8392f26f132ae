import { type Kysely, sql, type Transaction } from 'kysely';
import type {
  Added,
  Changed,
  NewSubscription,
  PersonKey,
  Subscription,
  SubscriptionLimits,
  SubscriptionStore,
} from '../delivery/subscription.js';
import { clearReplies } from './cleared-replies.js';
import { readResults } from './digest-results.js';
import { dueSubscriptions } from './due-subscriptions.js';
import { holdPerson } from './person-repository.js';
import type { Tables } from './schema.js';
import {
  changeableColumns,
  ownedBy,
  ownerOf,
  sameDestination,
  selectSubscriptions,
  toSubscription,
} from './subscription-rows.js';
import { failUnwantedDigests } from './unwanted-digests.js';
import { areDigestsFor } from './waiting.js';

export function createSubscriptionRepository(db: Kysely<Tables>): SubscriptionStore {
  return {
    async ofOwner(owner) {
      const rows = await selectSubscriptions(db)
        .where((eb) => eb.and(ownedBy(owner)))
        .orderBy('number')
        .execute();
      return rows.map(toSubscription);
    },
    find: (id) => find(db, id),
    results: (owner) => readResults(db, owner),
    add: (subscription, limits, now) =>
      db.transaction().execute((trx) => add(trx, subscription, limits, now)),
    change: (subscription, limits, now) =>
      db.transaction().execute((trx) => change(trx, subscription, limits, now)),
    remove: (id, now) =>
      db.transaction().execute(async (trx) => {
        const before = await find(trx, id);
        if (before === undefined) return false;
        await clearReplies(trx, couldNotBring(before));
        const removed = await trx.deleteFrom('subscription').where('id', '=', id).executeTakeFirst();
        await failUnwantedDigests(trx, now, areDigestsFor(before.target));
        return removed.numDeletedRows > 0n;
      }),
    due: (request) => dueSubscriptions(db, request),
  };
}

/** What could not be brought for it, and might be sent after all. */
function couldNotBring({ id, target: { platform } }: Subscription) {
  return sql<boolean>`delivery.state = 'failed' and (delivery.platform, delivery.tenant, delivery.destination, delivery.list, delivery.period) in (
    select cast(${platform} as text), tenant, destination, list, period from digest_topic where subscription_id = ${id}
  )`;
}

async function find(db: Kysely<Tables>, id: number): Promise<Subscription | undefined> {
  const row = await selectSubscriptions(db).where('subscription.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toSubscription(row);
}

async function add(
  trx: Transaction<Tables>,
  subscription: NewSubscription,
  limits: SubscriptionLimits,
  now: Date,
): Promise<Added> {
  const { owner } = subscription;
  await holdPerson(trx, owner, now);
  const known = await findTwin(trx, subscription);
  if (known !== undefined) return { kind: 'known', subscription: known };
  if ((await count(trx, ownerOf(owner))) >= limits.ofPerson) return { kind: 'person-full' };
  if (await isTenantFull(trx, subscription, limits)) return { kind: 'tenant-full' };
  const { id } = await trx
    .insertInto('subscription')
    .values({
      ...{ ...ownerOf(owner), ...changeableColumns(subscription) },
      ...{ paused: 0, revision: 1, created_at: now.toISOString() },
      number: await nextNumber(trx, owner),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const added = await find(trx, id);
  if (added === undefined) throw new Error('What has just been written is not there.');
  return { kind: 'added', subscription: added };
}

/** Of a person who is held. */
async function nextNumber(trx: Transaction<Tables>, owner: PersonKey): Promise<number> {
  const { last_number } = await trx
    .updateTable('person')
    .set((eb) => ({ last_number: eb('last_number', '+', 1) }))
    .where((eb) => eb.and({ ...owner }))
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return last_number;
}

async function change(
  trx: Transaction<Tables>,
  subscription: Subscription,
  limits: SubscriptionLimits,
  now: Date,
): Promise<Changed> {
  const { id, revision, paused, owner, tenant } = subscription;
  await holdPerson(trx, owner, now);
  const before = await find(trx, id);
  if (before?.revision !== revision) return 'outdated';
  const moved = before.query !== subscription.query || !sameDestination(before, subscription);
  if (moved && (await findTwin(trx, subscription)) !== undefined) return 'known';
  if (before.tenant !== tenant && (await isTenantFull(trx, subscription, limits))) return 'tenant-full';
  const changed = await trx
    .updateTable('subscription')
    .set({ ...changeableColumns(subscription), paused: paused ? 1 : 0, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  // A digest that waits would show the query as it was.
  if (before.query !== subscription.query)
    await trx.deleteFrom('digest_topic').where('subscription_id', '=', id).execute();
  await failUnwantedDigests(trx, now, areDigestsFor(before.target));
  return changed.numUpdatedRows > 0n ? 'changed' : 'outdated';
}

/** The topic of the same person that looks out for the same in the same place. */
async function findTwin(
  trx: Transaction<Tables>,
  { owner, target, query }: Pick<NewSubscription, 'owner' | 'target' | 'query'>,
): Promise<Subscription | undefined> {
  const row = await selectSubscriptions(trx)
    .where((eb) => eb.and({ ...ownedBy(owner), query }))
    .where('destination_tenant', '=', target.tenant)
    .where('destination', '=', target.id)
    .executeTakeFirst();
  return row === undefined ? undefined : toSubscription(row);
}

async function isTenantFull(
  trx: Transaction<Tables>,
  { owner: { platform }, tenant }: Pick<NewSubscription, 'owner' | 'tenant'>,
  limits: SubscriptionLimits,
): Promise<boolean> {
  // In direct messages there is none that could be full.
  return tenant !== 'direct' && (await count(trx, { platform, tenant })) >= limits.ofTenant;
}

async function count(trx: Transaction<Tables>, columns: Readonly<Record<string, string>>): Promise<number> {
  const counted = trx
    .selectFrom('subscription')
    .select(({ fn }) => fn.countAll<number | string>().as('subscriptions'))
    .where((eb) => eb.and(columns));
  return Number((await counted.executeTakeFirstOrThrow()).subscriptions);
}
