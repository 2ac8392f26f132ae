import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase as openAny } from '../../src/store/database.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { writeEarlierVersion } from '../support/earlier-version.js';
import { migrationNames } from '../support/migration-names.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const folder = useTemporaryFolder();
const openDatabase = async (url: string) => (await openAny(url, createRecordingLogger())).db;
const migrations = sql<{ name: string }>`select name from kysely_migration order by name`;
const NAMES = migrationNames().map((name) => ({ name }));

describe('a database', () => {
  it('is created with its folders where there is none', async () => {
    const path = folder.path('some/where/paperboy.db');
    await (await openDatabase(`file:${path}`)).destroy();
    expect((await stat(path)).isFile()).toBe(true);
  });

  it.each(['file::memory:', ':memory:'])('lives in memory when it is called %s', async (url) => {
    const db = await openDatabase(url);
    await db.insertInto('setting').values({ key: 'a', value: 'b' }).execute();
    await db.destroy();
    const other = await openDatabase(url);
    expect(await other.selectFrom('setting').selectAll().execute()).toEqual([]);
    await other.destroy();
  });

  it('is as safe as SQLite can be', async () => {
    const db = await openDatabase(`file:${folder.path('paperboy.db')}`);
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(db)).rows;
    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    expect(await pragma('secure_delete')).toEqual([{ secure_delete: 1 }]);
    expect(await pragma('busy_timeout')).toEqual([{ timeout: 5_000 }]);
    await db.destroy();
  });

  it('runs on a SQLite in which the write-ahead log cannot lose pages', async () => {
    const db = await openDatabase(':memory:');
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
    const [major = 0, minor = 0, patch = 0] = (rows[0]?.version ?? '').split('.').map(Number);
    expect(major * 10_000 + minor * 100 + patch).toBeGreaterThanOrEqual(3_51_03);
    await db.destroy();
  });

  it('holds off other writers from the beginning of a transaction, so that what was read stays true', async () => {
    const path = folder.path('paperboy.db');
    const db = await openDatabase(`file:${path}`);
    const other = new BetterSqlite(path, { timeout: 0 });
    await db.transaction().execute(async () => {
      expect(() => other.exec("insert into setting values ('a', 'b')")).toThrow('database is locked');
    });
    other.exec("insert into setting values ('a', 'b')");
    other.close();
    await db.destroy();
  });

  it('is migrated once, however often it is opened', async () => {
    const url = `file:${folder.path('paperboy.db')}`;
    for (let time = 0; time < 3; time++) {
      const db = await openDatabase(url);
      expect((await migrations.execute(db)).rows).toEqual(NAMES);
      await db.destroy();
    }
  });

  it('is migrated once when it is opened many times at the same moment', async () => {
    const url = `file:${folder.path('paperboy.db')}`;
    const all = await Promise.all(Array.from({ length: 8 }, () => openDatabase(url)));
    for (const db of all) {
      expect((await migrations.execute(db)).rows).toEqual(NAMES);
      await db.destroy();
    }
  });

  it('is migrated once when several processes open it together', { timeout: 60_000 }, async ({
    onTestFinished,
  }) => {
    const script = fileURLToPath(new URL('opening-process.mjs', import.meta.url));
    const processes = Array.from({ length: 3 }, () => fork(script));
    onTestFinished(() => {
      for (const child of processes) child.kill();
    });
    const answers = async () => (await Promise.all(processes.map((child) => once(child, 'message')))).flat();
    await answers();
    for (let round = 0; round < 30; round++) {
      const url = `file:${folder.path(`round-${round}.db`)}`;
      const opened = answers();
      for (const child of processes) child.send(url);
      expect((await opened).filter((answer) => typeof answer === 'string')).toEqual(Array(3).fill('opened'));
      const db = await openDatabase(url);
      expect((await migrations.execute(db)).rows).toEqual(NAMES);
      await db.destroy();
    }
  });

  it('is left as it was by a migration that fails', async () => {
    const path = folder.path('paperboy.db');
    await writeEarlierVersion(`file:${path}`);
    const other = new BetterSqlite(path);
    other.exec('create table feed_day (id integer)');
    const tables = other.prepare('select name from sqlite_schema order by name');
    const before = tables.all();
    await expect(openDatabase(`file:${path}`)).rejects.toThrow('table "feed_day" already exists');
    expect(tables.all()).toEqual(before);
    other.close();
  });
});

describe('a database that cannot be used', () => {
  const opening = (url: string) => openDatabase(url).then(() => 'It opened.', String);

  it.each(['', 'file:', 'paperboy.db', 'mysql://bot:hunter2@db/papers', 'postgres://', 'file:a.db?mode=ro'])(
    'is refused when its URL is "%s", which is not repeated',
    async (url) => {
      expect(await opening(url)).toBe(
        'Error: DATABASE_URL should be a file, such as file:var/paperboy.db, or postgres://user:password@host/database.',
      );
    },
  );

  it('says that it is a folder', async () => {
    await mkdir(folder.path('papers'));
    expect(await opening(`file:${folder.path('papers')}`)).toBe(
      `Error: The database ${folder.path('papers')} is a folder. Name a file inside it with DATABASE_URL.`,
    );
  });

  it('says that it is a file of another kind, and leaves that as it is', async () => {
    const path = folder.path('notes.txt');
    await writeFile(path, 'These are my notes. '.repeat(500));
    expect(await opening(`file:${path}`)).toBe(
      `Error: The database ${path} is a file of another kind, not a database. Choose another name with DATABASE_URL.`,
    );
    expect((await stat(path)).size).toBe(10_000);
  });

  it.each([
    ['has tables of its own', 'create table users (name text)'],
    [
      'uses Kysely, too',
      "create table users (name text); create table kysely_migration as select '1-users' as name",
    ],
  ])('says that it is of another program, and leaves that as it is, where that %s', async (_, tables) => {
    const path = folder.path('foreign.db');
    new BetterSqlite(path).exec(tables).close();
    const before = await readFile(path);
    expect(await opening(`file:${path}`)).toBe(
      `Error: The database ${path} belongs to another program: none of its tables is ours. Choose another name with DATABASE_URL.`,
    );
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('says that it is damaged', async () => {
    const path = folder.path('paperboy.db');
    const sqlite = new BetterSqlite(path);
    sqlite.exec('create table t (id integer primary key, text text)');
    sqlite.exec("create table kysely_migration as select '0001-papers' as name");
    const insert = sqlite.prepare('insert into t (text) values (?)');
    for (let row = 0; row < 500; row++) insert.run('These are my notes. '.repeat(20));
    sqlite.close();
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(4_096, 0xaa), 0, 4_096, 4_096 * 5);
    await file.close();
    expect(await opening(`file:${path}`)).toBe(
      `Error: The database ${path} is damaged. Put a backup in its place.`,
    );
  });

  it('says that its folder would lie inside a file', async () => {
    await writeFile(folder.path('notes.txt'), '');
    expect(await opening(`file:${folder.path('notes.txt/paperboy.db')}`)).toContain(
      'cannot be created: its folder would lie inside a file. Mend that, or choose another place',
    );
  });

  // The superuser may write anywhere.
  describe.skipIf(process.getuid?.() === 0)('because of the rights of its files', () => {
    it('says so when its folder cannot be made', async () => {
      await mkdir(folder.path('closed'), { mode: 0o500 });
      expect(await opening(`file:${folder.path('closed/inside/paperboy.db')}`)).toContain(
        'cannot be created: its folder cannot be made. Mend that, or',
      );
    });

    it('says so when its folder cannot be written', async () => {
      await mkdir(folder.path('closed'), { mode: 0o500 });
      expect(await opening(`file:${folder.path('closed/paperboy.db')}`)).toContain(
        'cannot be opened: paperboy may not read and write there. Mend that, or',
      );
    });

    it('says so when its file is read-only', async () => {
      const path = folder.path('paperboy.db');
      new BetterSqlite(path).close();
      await chmod(path, 0o400);
      expect(await opening(`file:${path}`)).toContain(
        'cannot be written: the file or its folder is read-only. Mend that, or',
      );
    });
  });

  it('says that it was written by a newer version', async () => {
    const url = `file:${folder.path('paperboy.db')}`;
    const db = await openDatabase(url);
    await sql`insert into kysely_migration values ('9999-future', '2099-01-01T00:00:00.000Z')`.execute(db);
    await db.destroy();
    expect(await opening(url)).toContain('was written by a newer paperboy. Start that version');
  });
});
