import type { Transaction } from 'kysely';
import { returnPapers } from './posted-papers.js';
import type { Tables } from './schema.js';
import { failUnwantedDigests } from './unwanted-digests.js';

const TURNED_OFF = {
  last_code: 'off',
  last_error: 'The daily list was turned off before this one was sent.',
};

/** Ends what is owed to daily lists and topics that nobody wants any more; to be called whenever that may have come about. */
export async function failUnscheduled(trx: Transaction<Tables>, now: Date): Promise<void> {
  const unscheduled = trx
    .updateTable('delivery')
    .set({ ...TURNED_OFF, updated_at: now.toISOString() })
    // Other lists, and what somebody wanted to see now, do not come from a schedule.
    .where('list', '=', 'daily')
    .where('period', 'not like', 'test:%')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('schedule')
            .select('schedule.id')
            .whereRef('schedule.platform', '=', 'delivery.platform')
            .whereRef('schedule.tenant', '=', 'delivery.tenant')
            .whereRef('schedule.destination', '=', 'delivery.destination')
            .whereRef('schedule.list', '=', 'delivery.list'),
        ),
      ),
    )
    .returning('id');
  await returnPapers(
    trx,
    await unscheduled.set({ state: 'failed' }).where('state', '=', 'pending').execute(),
  );
  // What may have arrived has perhaps been read: its papers do not come again.
  await unscheduled.set({ state: 'skipped' }).where('state', '=', 'unknown').execute();
  await failUnwantedDigests(trx, now);
}
