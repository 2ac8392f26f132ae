import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { channel, NINE } from '../contracts/new-delivery.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { writeEarlierVersion } from '../support/earlier-version.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();
it.each([
  ['SQLite', async () => `file:${folder.path('earlier.db')}`],
  ...(hasPostgres ? [['PostgreSQL', createPostgresDatabase] as const] : []),
] as const)('what an earlier version has written on %s is carried over', async (_name, createUrl) => {
  const url = await createUrl();
  const logger = createRecordingLogger();
  await writeEarlierVersion(url);
  const { outbox, close } = await openStore({ url, clock: createManualClock(NINE), logger, time: 'process' });
  const histories = await outbox.history(['sent', 'waiting', 'failed'].map(channel));
  expect(histories.map(({ paperIds }) => [...paperIds])).toEqual([['a', 'b'], ['a', 'b'], []]);
  expect(await outbox.last(channel('sent'), 'daily')).toMatchObject({ state: 'sent', period: '2026-05-21' });
  const claim = { owner: 'me', platform: 'discord', dueBy: NINE, leaseMs: 90_000, limit: 9 };
  expect(await outbox.claim(claim)).toMatchObject([
    { target: channel('waiting'), replyJson: '{"summary":"Hello","blocks":[]}', attempt: 1 },
  ]);
  await close();
});
