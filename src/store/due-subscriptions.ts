import { type Kysely, sql } from 'kysely';
import type { Subscription, SubscriptionStore } from '../delivery/subscription.js';
import type { Tables } from './schema.js';
import { sameDestination, selectSubscriptions, toSubscription } from './subscription-rows.js';
import { takesMessages } from './waiting.js';

type Request = Parameters<SubscriptionStore['due']>[0];

/** A page of due subscriptions in the order of their destinations; what the page holds only in part is left to the next one. */
export async function dueSubscriptions(
  db: Kysely<Tables>,
  { now, waitingSince, after, most }: Request,
): Promise<readonly Subscription[]> {
  const destination = sql.join(
    ['platform', 'destination_tenant', 'destination'].map((column) => sql.ref(`subscription.${column}`)),
  );
  const rows = await selectSubscriptions(db)
    .where('paused', '=', 0)
    .where(takesMessages('subscription'))
    .where('next_run_at_utc', '<=', now.toISOString())
    .$if(waitingSince !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or([eb('every', '<>', 'new'), eb('next_run_at_utc', '>', (waitingSince ?? now).toISOString())]),
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(${destination}) > (${after?.platform}, ${after?.tenant}, ${after?.id})`),
    )
    .orderBy('subscription.platform')
    .orderBy('destination_tenant')
    .orderBy('destination')
    .orderBy('subscription.id')
    .limit(most)
    .execute();
  const found = rows.map(toSubscription);
  const last = found.at(-1);
  if (last === undefined || found.length < most) return found;
  const whole = found.filter((one) => !sameDestination(one, last));
  return whole.length > 0 ? whole : found;
}
