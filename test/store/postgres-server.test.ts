import { sql } from 'kysely';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.js';
import { openStore, type Store } from '../../src/store/store.js';
import { NINE, newDelivery, runOf } from '../contracts/new-delivery.js';
import { dailySchedule } from '../contracts/schedule-store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { migrationNames } from '../support/migration-names.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { samplePaper } from './sample-papers.js';

describe.skipIf(!hasPostgres)('a PostgreSQL server', () => {
  let url: string;
  beforeEach(async () => {
    url = await createPostgresDatabase();
  });
  const logger = createRecordingLogger();
  const open = (): Promise<Store> =>
    openStore({ url, clock: createManualClock(NINE), logger, time: 'process' });
  const opening = (address: string) =>
    openDatabase(address, logger).then(
      () => 'It opened.',
      (error: Error) => error.message,
    );

  it('is migrated once when it is opened many times at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => openDatabase(url, logger)));
    const migrations = sql<{ name: string }>`select name from kysely_migration order by name`;
    for (const { db } of all) {
      expect((await migrations.execute(db)).rows).toHaveLength(migrationNames().length);
      await db.destroy();
    }
  });

  it('is left as it was by a migration that fails', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('create table posted_paper (id integer)');
    expect(await opening(url)).toContain('relation "posted_paper" already exists');
    const { rows } = await client.query("select 1 from pg_tables where tablename = 'paper'");
    expect(rows).toEqual([]);
    await client.end();
  });

  it('lets one of several processes plan a list, and one send it', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    for (let round = 0; round < 50; round++) {
      const id = `channel-${round}`;
      const schedule = dailySchedule(id);
      await stores[0].schedules.save(schedule);
      const run = runOf(schedule, newDelivery(id, { paperIds: ['a'] }));
      const planned = await Promise.all(stores.map(({ outbox }) => outbox.plan([run], NINE)));
      expect(planned.toSorted()).toEqual([0, 0, 1]);
    }
    const wish = { platform: 'discord', dueBy: NINE, leaseMs: 90_000, limit: 3 };
    const claimed: number[] = [];
    for (let before = -1; before < claimed.length; ) {
      before = claimed.length;
      const parts = await Promise.all(
        stores.map(({ outbox }, owner) => outbox.claim({ ...wish, owner: `bot-${owner}` })),
      );
      claimed.push(...parts.flat().map(({ id }) => id));
    }
    expect(claimed).toHaveLength(50);
    expect(new Set(claimed).size).toBe(50);
    for (const store of stores) await store.close();
  });

  it('hides no paper from those who follow, however many write at once', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    const follower = await open();
    const seen = new Set<string>();
    let sequence = 0;
    let writing = true;
    const follow = async () => {
      const page = await follower.papers.changedSince(sequence, 100);
      for (const { paper } of page.changes) seen.add(paper.id);
      sequence = page.sequence;
    };
    const following = (async () => {
      while (writing) await follow();
    })();
    await Promise.all(
      stores.map(async ({ papers }, writer) => {
        for (let number = 0; number < 40; number++)
          await papers.merge({ papers: [samplePaper(`Paper ${writer} ${number}`)], withdrawn: [] }, NINE);
      }),
    );
    writing = false;
    await following;
    await follow();
    expect(seen.size).toBe(120);
    for (const store of [...stores, follower]) await store.close();
  });

  it('may cut connections: that is logged, and the next question gets a new one', async () => {
    const store = await open();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await client.end();
    await store.settings.read('a').catch(() => undefined);
    await store.settings.write('a', 'b');
    expect(await store.settings.read('a')).toBe('b');
    await store.close();
  });

  it.each<[string, (address: URL) => void, RegExp]>([
    [
      'a wrong password',
      (address) => (address.password = 'hunter2'),
      /refuses the user or the password\. Mend/,
    ],
    [
      'a database that is missing',
      (address) => (address.pathname = '/none'),
      /has no such database\. Create it/,
    ],
    ['a port where nobody listens', (address) => (address.port = '1'), /cannot be reached\. Is it running/],
    [
      'a host that is not there',
      (address) => (address.hostname = 'nowhere.invalid'),
      /not known by that name/,
    ],
    [
      'encryption it does not have',
      (address) => (address.search = '?sslmode=require'),
      /do not agree on encryption/,
    ],
  ])('says what is the matter with %s, and repeats no password', async (_, change, sentence) => {
    const address = new URL(url);
    change(address);
    const message = await opening(address.href);
    expect(message).toMatch(sentence);
    expect(message).not.toMatch(/hunter2|:paperboy@/);
  });
});
