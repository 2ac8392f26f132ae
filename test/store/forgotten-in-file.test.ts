import { stat } from 'node:fs/promises';
import BetterSqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { NINE } from '../contracts/new-delivery.js';
import { subscribed } from '../contracts/new-subscription.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();

it('what is forgotten while somebody reads the file is gone from its log once they have finished', async () => {
  const file = folder.path('paperboy.db');
  const logSize = async () => (await stat(`${file}-wal`)).size;
  const store = await openStore({
    url: `file:${file}`,
    clock: createManualClock(),
    logger: createRecordingLogger(),
  });
  const { owner } = await subscribed(store, 'ana');
  const reader = new BetterSqlite(file, { readonly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from subscription').get();
  await store.privacy.forget(owner, NINE);
  expect(await logSize()).toBeGreaterThan(0);
  await store.privacy.tidy(NINE);
  expect(await logSize()).toBeGreaterThan(0);
  reader.exec('commit');
  await store.privacy.tidy(NINE);
  expect(await logSize()).toBe(0);
  reader.close();
  await store.close();
});
