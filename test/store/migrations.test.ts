import { type Dialect, Kysely, type Migration, Migrator, sql } from 'kysely';
import { expect, it } from 'vitest';
import { createPaperTables } from '../../src/store/migrations/0001-papers.js';
import { createDailyListTables } from '../../src/store/migrations/0002-daily-lists.js';
import { addUncertainty } from '../../src/store/migrations/0003-uncertainty.js';
import { postgresServer } from '../../src/store/postgres-server.js';
import { sqliteFile } from '../../src/store/sqlite-file.js';
import { openStore } from '../../src/store/store.js';
import { channel, NINE, nineAnd } from '../contracts/new-delivery.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();
const EARLIER: Readonly<Record<string, Migration>> = {
  '0001-papers': { up: createPaperTables },
  '0002-daily-lists': { up: createDailyListTables },
  '0003-uncertainty': { up: addUncertainty },
};

/** A database as an earlier version has left it: one list sent, one waiting, one that failed. */
async function writeEarlierVersion(dialect: Dialect | undefined): Promise<void> {
  const db = new Kysely<never>({ dialect: dialect ?? expect.fail('no such database') });
  const provider = { getMigrations: async () => ({ ...EARLIER }) };
  expect((await new Migrator({ db, provider }).migrateToLatest()).error).toBeUndefined();
  const add = async (id: string, state: string, papers: readonly string[]) => {
    const { rows } = await sql<{ id: number }>`
      insert into delivery (platform, tenant, destination, list, dedupe_key, destination_kind, period, part, content,
        reply_json, state, due_at, expires_at, attempt, created_at, updated_at)
      values ('discord', 'guild', ${id}, 'daily', ${`v1|discord|guild|${id}|daily|2026-05-21|1`}, 'channel', '2026-05-21', 1,
        'papers', '{"summary":"Hello","blocks":[]}', ${state}, ${NINE.toISOString()}, ${nineAnd(60).toISOString()}, 0,
        ${NINE.toISOString()}, ${NINE.toISOString()})
      returning id`.execute(db);
    for (const paper of papers)
      await sql`insert into posted_paper (platform, tenant, destination, list, paper_id, delivery_id)
        values ('discord', 'guild', ${id}, 'daily', ${paper}, ${rows[0]?.id})`.execute(db);
  };
  await add('sent', 'sent', ['a', 'b']);
  await add('waiting', 'pending', ['a', 'b']);
  await add('failed', 'failed', []);
  await sql`insert into schedule (platform, tenant, destination, list, destination_kind, local_time, tz, size, created_by, next_run_at_utc)
    values ('discord', 'guild', 'waiting', 'daily', 'channel', '09:00', 'UTC', 10, 'ana', ${nineAnd(86_400).toISOString()})`.execute(
    db,
  );
  await db.destroy();
}

it.each([
  ['SQLite', async () => `file:${folder.path('earlier.db')}`],
  ...(hasPostgres ? [['PostgreSQL', createPostgresDatabase] as const] : []),
] as const)('what an earlier version has written on %s is carried over', async (_name, createUrl) => {
  const url = await createUrl();
  const logger = createRecordingLogger();
  await writeEarlierVersion((sqliteFile(url) ?? postgresServer(url, logger))?.open());
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
