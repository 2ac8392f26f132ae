import type { Transaction } from 'kysely';
import type { NewDelivery } from '../delivery/outbox.js';
import { addressOf } from './address.js';
import type { Tables } from './schema.js';

/** Notes that a destination gets these papers, so that no later list brings them again. A test changes nothing. */
export async function takePapers(
  trx: Transaction<Tables>,
  { target, list, period, paperIds }: NewDelivery,
  deliveryId: number,
): Promise<void> {
  if (paperIds.length === 0 || period.startsWith('test:')) return;
  const address = addressOf(target, list);
  await trx
    .insertInto('posted_paper')
    .values(paperIds.map((id) => ({ ...address, paper_id: id, delivery_id: deliveryId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Gives back the papers of deliveries that failed: their destinations have not seen them. */
export async function returnPapers(
  trx: Transaction<Tables>,
  failed: readonly { readonly id: number }[],
): Promise<void> {
  if (failed.length === 0) return;
  const ids = failed.map(({ id }) => id);
  await trx.deleteFrom('posted_paper').where('delivery_id', 'in', ids).execute();
}
