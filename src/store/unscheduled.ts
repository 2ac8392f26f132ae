import type { Transaction } from 'kysely';
import type { Tables } from './schema.js';
import { failUnwantedDigests } from './unwanted-digests.js';
import { IS_WAITING, type Which } from './waiting.js';

const TURNED_OFF = {
  last_code: 'off',
  last_error: 'The daily list was turned off before this one was sent.',
};

/** Ends what is owed to daily lists and topics that nobody wants any more; to be called whenever that may have come about. */
export async function failUnscheduled(trx: Transaction<Tables>, now: Date, which: Which): Promise<void> {
  const unscheduled = trx
    .updateTable('delivery')
    .set({ ...TURNED_OFF, updated_at: now.toISOString() })
    .where(IS_WAITING)
    .where(which(trx))
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
    );
  await unscheduled.set({ state: 'failed', given: 0 }).where('state', '=', 'pending').execute();
  // What may have arrived has perhaps been read: its papers do not come again.
  await unscheduled.set({ state: 'skipped' }).where('state', '=', 'unknown').execute();
  await failUnwantedDigests(trx, now, which);
}
