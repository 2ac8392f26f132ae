import { type Dialect, Kysely, type Migration, Migrator, sql } from 'kysely';
import { expect } from 'vitest';
import { createPaperTables } from '../../src/store/migrations/0001-papers.js';
import { createDailyListTables } from '../../src/store/migrations/0002-daily-lists.js';
import { addUncertainty } from '../../src/store/migrations/0003-uncertainty.js';
import { postgresServer } from '../../src/store/postgres-server.js';
import { sqliteFile } from '../../src/store/sqlite-file.js';
import { NINE, nineAnd } from '../contracts/new-delivery.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const EARLIER: Readonly<Record<string, Migration>> = {
  '0001-papers': { up: createPaperTables },
  '0002-daily-lists': { up: createDailyListTables },
  '0003-uncertainty': { up: addUncertainty },
};

/** A database as an earlier version has left it: one list sent, one waiting, one that failed. */
export async function writeEarlierVersion(url: string): Promise<void> {
  const dialect: Dialect | undefined = (
    sqliteFile(url) ?? postgresServer(url, createRecordingLogger())
  )?.open();
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
