import type { Transaction } from 'kysely';
import { clearReplies } from './cleared-replies.js';
import type { Tables } from './schema.js';
import { IS_WAITING, isOneOf, type Which } from './waiting.js';

const STOPPED = {
  last_code: 'off',
  last_error: 'Its topics were stopped, paused or moved before it was sent.',
};

/** Ends those digests of which no topic is wanted there any more; to be called whenever that may have come about. */
export async function failUnwantedDigests(trx: Transaction<Tables>, now: Date, which: Which): Promise<void> {
  const unwanted = trx
    .updateTable('delivery')
    .set({ ...STOPPED, updated_at: now.toISOString() })
    .where(IS_WAITING)
    .where(which(trx))
    .where('list', 'like', 'topics:%')
    .where('period', 'not like', 'test:%')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('subscription')
            .innerJoin('digest_topic', 'digest_topic.subscription_id', 'subscription.id')
            .select('subscription.id')
            .where('paused', '=', 0)
            .whereRef('subscription.platform', '=', 'delivery.platform')
            .whereRef('subscription.destination_tenant', '=', 'delivery.tenant')
            .whereRef('subscription.destination', '=', 'delivery.destination')
            .whereRef('digest_topic.tenant', '=', 'delivery.tenant')
            .whereRef('digest_topic.destination', '=', 'delivery.destination')
            .whereRef('digest_topic.list', '=', 'delivery.list')
            .whereRef('digest_topic.period', '=', 'delivery.period'),
        ),
      ),
    );
  const failed = unwanted.set({ state: 'failed', given: 0 }).where('state', '=', 'pending');
  // What may have arrived has perhaps been read: its papers do not come again.
  const skipped = unwanted.set({ state: 'skipped' }).where('state', '=', 'unknown');
  for (const ended of [failed, skipped]) {
    const rows = await ended.returning('id').execute();
    if (rows.length > 0) await clearReplies(trx, isOneOf(rows)(trx));
  }
}
