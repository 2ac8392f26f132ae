import type { Transaction } from 'kysely';
import type { Advance } from '../delivery/outbox.js';
import type { Tables } from './schema.js';

/** Moves a person's topic on; false when it is not as it was read any more: its revision is the fence. */
export async function advanceSubscription(
  trx: Transaction<Tables>,
  { id, revision, nextRunAt, digest }: Extract<Advance, { kind: 'subscription' }>,
): Promise<boolean> {
  const { list, period, date } = digest ?? {};
  const moved = await trx
    .updateTable('subscription')
    .set({
      next_run_at_utc: nextRunAt.toISOString(),
      revision: revision + 1,
      ...(digest === undefined ? {} : { last_list: list, last_period: period, last_date: date }),
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('paused', '=', 0)
    .returning(['destination_tenant as tenant', 'destination'])
    .executeTakeFirst();
  if (moved === undefined) return false;
  if (digest !== undefined)
    await trx
      .insertInto('digest_topic')
      .values({ subscription_id: id, ...moved, list: digest.list, period: digest.period })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return true;
}
