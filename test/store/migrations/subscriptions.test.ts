import BetterSqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { createPaperTables } from '../../../src/store/migrations/0001-papers.js';
import { createDailyListTables } from '../../../src/store/migrations/0002-daily-lists.js';
import { createSubscriptionTables } from '../../../src/store/migrations/0004-subscriptions.js';
import { createSqliteDialect } from '../../../src/store/sqlite-dialect.js';

it('keeps the daily lists of direct messages on Discord, under the id of the person', async () => {
  const sqlite = new BetterSqlite(':memory:');
  const db = new Kysely<unknown>({ dialect: createSqliteDialect(sqlite) });
  await createPaperTables(db);
  await createDailyListTables(db);
  sqlite.exec(`
    insert into schedule (platform, tenant, destination, list, destination_kind, local_time, tz, size, created_by, next_run_at_utc)
    values ('discord', 'direct', '900', 'daily', 'direct', '09:00', 'UTC', 5, '42', '2026-05-21T09:00:00.000Z'),
           ('discord', 'guild', '900', 'daily', 'channel', '09:00', 'UTC', 5, '42', '2026-05-21T09:00:00.000Z'),
           ('slack', 'T1', 'U7', 'daily', 'direct', '09:00', 'UTC', 5, 'U7', '2026-05-21T09:00:00.000Z');
    insert into delivery (id, platform, tenant, destination, list, dedupe_key, destination_kind, period, part, content, reply_json, state,
                          due_at, expires_at, attempt, created_at, updated_at)
    values (1, 'discord', 'direct', '900', 'daily', 'the key', 'direct', '2026-05-20', 1, 'papers', '{}', 'sent', '', '', 1, '', '');
    insert into posted_paper (platform, tenant, destination, list, paper_id, delivery_id)
    values ('discord', 'direct', '900', 'daily', 'a', 1);
  `);
  await createSubscriptionTables(db);
  const destinations = (table: string) =>
    sqlite.prepare(`select tenant || ' ' || destination as place from ${table} order by place`).pluck().all();
  expect(destinations('schedule')).toEqual(['T1 U7', 'direct 42', 'guild 900']);
  expect(destinations('delivery')).toEqual(['direct 42']);
  expect(destinations('posted_paper')).toEqual(['direct 42']);
  expect(sqlite.prepare('select dedupe_key from delivery').pluck().get()).toBe('the key');
  await db.destroy();
});
