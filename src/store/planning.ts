import { type Insertable, sql, type Transaction } from 'kysely';
import type { Advance, NewDelivery, PlannedRun } from '../delivery/outbox.js';
import type { Reach } from '../ops/failpoints.js';
import { addressOf } from './address.js';
import { advanceSchedule } from './advance-schedule.js';
import { advanceSubscription } from './advance-subscription.js';
import { takePapers } from './posted-papers.js';
import type { DeliveryTable, Tables } from './schema.js';

/** Carries out the runs that are not void, and tells how many deliveries they have added. */
export async function planRuns(
  trx: Transaction<Tables>,
  runs: readonly PlannedRun[],
  now: Date,
  reach: Reach,
): Promise<number> {
  let added = 0;
  for (const { advances, deliveries } of runs) {
    if (!(await moveOn(trx, advances))) continue;
    for (const delivery of deliveries) if (await add(trx, delivery, now, reach)) added += 1;
  }
  return added;
}

/** All of them, or none. */
async function moveOn(trx: Transaction<Tables>, advances: readonly Advance[]): Promise<boolean> {
  await sql`savepoint run`.execute(trx);
  for (const advance of advances) {
    if (await moveOnOne(trx, advance)) continue;
    await sql`rollback to savepoint run`.execute(trx);
    return false;
  }
  await sql`release savepoint run`.execute(trx);
  return true;
}

function moveOnOne(trx: Transaction<Tables>, advance: Advance): Promise<boolean> {
  switch (advance.kind) {
    case 'schedule':
      return advanceSchedule(trx, advance);
    case 'subscription':
      return advanceSubscription(trx, advance);
  }
}

async function add(
  trx: Transaction<Tables>,
  delivery: NewDelivery,
  now: Date,
  reach: Reach,
): Promise<boolean> {
  const added = await trx
    .insertInto('delivery')
    .values(toRow(delivery, now))
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return false;
  reach('mid_plan');
  await takePapers(trx, delivery, added.id);
  return true;
}

function toRow(delivery: NewDelivery, now: Date): Insertable<DeliveryTable> {
  return {
    ...addressOf(delivery.target, delivery.list),
    destination_kind: delivery.target.kind,
    dedupe_key: delivery.key,
    period: delivery.period,
    part: delivery.part,
    content: delivery.content,
    reply_json: delivery.replyJson,
    state: 'pending',
    due_at: delivery.dueAt.toISOString(),
    expires_at: delivery.expiresAt.toISOString(),
    attempt: 0,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
  };
}
