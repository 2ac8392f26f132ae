import type { Kysely } from 'kysely';
import type { DeliveryReport } from '../delivery/outbox.js';
import type { PersonKey } from '../delivery/subscription.js';
import { toReport } from './delivery-report.js';
import type { Tables } from './schema.js';
import { ownedBy } from './subscription-rows.js';

/** How the last digest of each of a person's subscriptions went: the first part of it that is not simply sent, else its first part. */
export async function readResults(
  db: Kysely<Tables>,
  owner: PersonKey,
): Promise<ReadonlyMap<number, DeliveryReport>> {
  const rows = await db
    .selectFrom('subscription')
    .innerJoin('delivery', (join) =>
      join
        .onRef('delivery.platform', '=', 'subscription.platform')
        .onRef('delivery.tenant', '=', 'subscription.destination_tenant')
        .onRef('delivery.destination', '=', 'subscription.destination')
        .onRef('delivery.list', '=', 'subscription.last_list')
        .onRef('delivery.period', '=', 'subscription.last_period'),
    )
    .selectAll('delivery')
    .select('subscription.id as subscription_id')
    .where((eb) => eb.and(ownedBy(owner)))
    .orderBy('delivery.part')
    .execute();
  const results = new Map<number, DeliveryReport>();
  for (const row of rows) {
    const known = results.get(row.subscription_id);
    if (known === undefined || (known.state === 'sent' && row.state !== 'sent'))
      results.set(row.subscription_id, toReport(row));
  }
  return results;
}
