import { openDatabase } from '../../src/store/database.js';
import { createRecordingLogger } from '../../test/fakes/recording-logger.js';

/** How many deliveries there are in each state. */
export async function countDeliveries(url: string): Promise<Readonly<Record<string, number>>> {
  const { db } = await openDatabase(url, createRecordingLogger());
  const rows = await db
    .selectFrom('delivery')
    .select(({ fn }) => ['state' as const, fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  await db.destroy();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** As if everything had gone well. */
export async function markSent(url: string): Promise<void> {
  const { db } = await openDatabase(url, createRecordingLogger());
  await db.updateTable('delivery').set({ state: 'sent' }).execute();
  await db.destroy();
}
