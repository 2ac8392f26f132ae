import { sql, type Transaction } from 'kysely';
import type { Advance, NewDelivery, PlannedRun } from '../delivery/outbox.js';
import type { Reach } from '../ops/failpoints.js';
import { addDeliveries } from './added-deliveries.js';
import { advanceSchedules, type ScheduleAdvance } from './advance-schedule.js';
import { advanceSubscription } from './advance-subscription.js';
import type { Tables } from './schema.js';
import type { Turns } from './turns.js';

interface Planning {
  readonly now: Date;
  readonly turns: Turns;
  readonly reach: Reach;
}

/** Carries out the runs that are not void, and tells how many deliveries they have added. */
export async function planRuns(
  trx: Transaction<Tables>,
  runs: readonly PlannedRun[],
  { now, turns, reach }: Planning,
): Promise<number> {
  const valid = new Set<PlannedRun>();
  const single = runs.flatMap((run) => {
    const [advance, ...others] = run.advances;
    return advance?.kind === 'schedule' && others.length === 0 ? [{ run, advance }] : [];
  });
  const moved = await advanceSchedules(
    trx,
    single.map(({ advance }) => advance),
  );
  for (const { run, advance } of single) if (moved.has(advance)) valid.add(run);
  const plain = new Set(single.map(({ run }) => run));
  for (const run of runs) if (!plain.has(run) && (await moveOn(trx, run.advances))) valid.add(run);

  const deliveries: NewDelivery[] = runs.flatMap((run) => (valid.has(run) ? run.deliveries : []));
  if (deliveries.length === 0) return 0;
  const added = await addDeliveries(trx, deliveries, turns, now);
  reach('mid_plan');
  return added;
}

/** All of them, or none. */
async function moveOn(trx: Transaction<Tables>, advances: readonly Advance[]): Promise<boolean> {
  if (advances.length === 0) return true;
  await sql`savepoint run`.execute(trx);
  for (const advance of advances) {
    if (await moveOnOne(trx, advance)) continue;
    await sql`rollback to savepoint run`.execute(trx);
    return false;
  }
  await sql`release savepoint run`.execute(trx);
  return true;
}

async function moveOnOne(trx: Transaction<Tables>, advance: Advance): Promise<boolean> {
  if (advance.kind === 'subscription') return advanceSubscription(trx, advance);
  const moved: ReadonlySet<ScheduleAdvance> = await advanceSchedules(trx, [advance]);
  return moved.has(advance);
}
