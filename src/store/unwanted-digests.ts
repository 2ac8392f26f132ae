import type { Transaction } from 'kysely';
import { returnPapers } from './posted-papers.js';
import type { Tables } from './schema.js';

const STOPPED = {
  last_code: 'off',
  last_error: 'Its topics were stopped, paused or moved before it was sent.',
};

/** Ends the digests that are owed to topics which nobody wants there any more; to be called whenever that may have come about. */
export async function failUnwantedDigests(trx: Transaction<Tables>, now: Date): Promise<void> {
  const unwanted = trx
    .updateTable('delivery')
    .set({ ...STOPPED, updated_at: now.toISOString() })
    .where('list', 'like', 'topics:%')
    .where('period', 'not like', 'test:%')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('subscription')
            .select('subscription.id')
            .where('paused', '=', 0)
            .whereRef('subscription.platform', '=', 'delivery.platform')
            .whereRef('subscription.destination_tenant', '=', 'delivery.tenant')
            .whereRef('subscription.destination', '=', 'delivery.destination')
            .whereRef('subscription.last_list', '=', 'delivery.list')
            .whereRef('subscription.last_period', '=', 'delivery.period'),
        ),
      ),
    )
    .returning('id');
  await returnPapers(trx, await unwanted.set({ state: 'failed' }).where('state', '=', 'pending').execute());
  // What may have arrived has perhaps been read: its papers do not come again.
  await unwanted.set({ state: 'skipped' }).where('state', '=', 'unknown').execute();
}
