import { type Kysely, sql, type Transaction } from 'kysely';
import type {
  Added,
  NewSubscription,
  Subscription,
  SubscriptionLimits,
  SubscriptionStore,
} from '../delivery/subscription.js';
import { readResults } from './digest-results.js';
import { dueSubscriptions } from './due-subscriptions.js';
import { holdPerson } from './person-repository.js';
import type { Tables } from './schema.js';
import {
  changeableColumns,
  ownedBy,
  ownerOf,
  selectSubscriptions,
  toSubscription,
} from './subscription-rows.js';
import { failUnwantedDigests } from './unwanted-digests.js';

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
    change: (subscription, now) => db.transaction().execute((trx) => change(trx, subscription, now)),
    remove: (id, now) =>
      db.transaction().execute(async (trx) => {
        const removed = await trx.deleteFrom('subscription').where('id', '=', id).executeTakeFirst();
        await failUnwantedDigests(trx, now);
        return removed.numDeletedRows > 0n;
      }),
    due: (request) => dueSubscriptions(db, request),
  };
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
  const { owner, target, query } = subscription;
  await holdPerson(trx, owner, now);
  const known = await selectSubscriptions(trx)
    .where((eb) => eb.and({ ...ownedBy(owner), query }))
    .where('destination_tenant', '=', target.tenant)
    .where('destination', '=', target.id)
    .executeTakeFirst();
  if (known !== undefined) return { kind: 'known', subscription: toSubscription(known) };
  const full = await limitReached(trx, subscription, limits);
  if (full !== undefined) return { kind: full };
  const { id } = await trx
    .insertInto('subscription')
    .values(({ selectFrom }) => ({
      ...{ ...ownerOf(owner), ...changeableColumns(subscription) },
      ...{ paused: 0 as const, revision: 1, created_at: now.toISOString() },
      number: selectFrom('subscription as other')
        .select(sql<number>`coalesce(max(other.number), 0) + 1`.as('number'))
        .where((eb) => eb.and(ownerOf(owner))),
    }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const added = await find(trx, id);
  if (added === undefined) throw new Error('What has just been written is not there.');
  return { kind: 'added', subscription: added };
}

async function limitReached(
  trx: Transaction<Tables>,
  { owner, tenant }: NewSubscription,
  limits: SubscriptionLimits,
): Promise<'person-full' | 'tenant-full' | undefined> {
  const { platform } = owner;
  if ((await count(trx, ownerOf(owner))) >= limits.ofPerson) return 'person-full';
  // In direct messages there is none that could be full.
  const shared = tenant !== 'direct';
  return shared && (await count(trx, { platform, tenant })) >= limits.ofTenant ? 'tenant-full' : undefined;
}

async function count(trx: Transaction<Tables>, columns: Readonly<Record<string, string>>): Promise<number> {
  const counted = trx
    .selectFrom('subscription')
    .select(({ fn }) => fn.countAll<number | string>().as('subscriptions'))
    .where((eb) => eb.and(columns));
  return Number((await counted.executeTakeFirstOrThrow()).subscriptions);
}

async function change(trx: Transaction<Tables>, subscription: Subscription, now: Date): Promise<boolean> {
  const { id, revision, paused } = subscription;
  const changed = await trx
    .updateTable('subscription')
    .set({ ...changeableColumns(subscription), paused: paused ? 1 : 0, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  await failUnwantedDigests(trx, now);
  return changed.numUpdatedRows > 0n;
}
