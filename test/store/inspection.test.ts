import { readdir, readFile, writeFile } from 'node:fs/promises';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { inspectDatabase } from '../../src/store/inspection.js';
import { openStore } from '../../src/store/store.js';
import { dailySchedule } from '../contracts/schedule-store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { BOTH_DATABASES } from '../support/both-databases.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const logger = createRecordingLogger();

describe.each(BOTH_DATABASES)('a look at a database on %s', (_, newDatabase) => {
  const folder = useTemporaryFolder();

  it('reads what there is beside a bot that uses it', async () => {
    const url = await newDatabase(folder);
    const bot = await openStore({ url, clock: createManualClock(), logger });
    await bot.settings.write('one', 'two');
    await bot.schedules.save(dailySchedule('general'));
    const inspection = await inspectDatabase(url, logger);
    if (inspection.state !== 'current') throw new Error(inspection.state);
    expect(await inspection.store.settings.read('one')).toBe('two');
    expect(await inspection.store.channels('discord')).toMatchObject([{ target: { id: 'general' } }]);
    expect(await inspection.store.channels('slack')).toEqual([]);
    await inspection.store.close();
    await bot.close();
  });
});

describe('a look at a file', () => {
  const folder = useTemporaryFolder();
  const looked = async (change: string) => {
    const file = folder.path('paperboy.db');
    const store = await openStore({ url: `file:${file}`, clock: createManualClock(), logger });
    await store.close();
    const sqlite = new BetterSqlite(file);
    sqlite.exec(change);
    sqlite.close();
    return inspectDatabase(`file:${file}`, logger);
  };

  it('counts the steps to the schema of this version, and takes none', async () => {
    const last = '(select max(name) from kysely_migration)';
    expect(await looked(`delete from kysely_migration where name = ${last}`)).toMatchObject({
      state: 'older',
      steps: 1,
    });
    expect(await inspectDatabase(`file:${folder.path('paperboy.db')}`, logger)).toMatchObject({ steps: 1 });
  });

  it('knows the file of a newer version', async () => {
    const newer = "insert into kysely_migration (name, timestamp) values ('9999-newer', '2030-01-01')";
    expect(await looked(newer)).toMatchObject({
      state: 'unusable',
      reason: expect.stringContaining('was written by a newer paperboy'),
    });
  });

  it.each([
    [0, { state: 'empty' }],
    [1, { state: 'unusable', reason: expect.stringContaining('belongs to another program') }],
  ])('leaves one with %i tables of others as it is', async (count, expected) => {
    const file = folder.path('other.db');
    await writeFile(file, '');
    if (count > 0) new BetterSqlite(file).exec('create table users (name text)').close();
    const before = await readFile(file);
    expect(await inspectDatabase(`file:${file}`, logger)).toEqual({ file, ...expected });
    expect((await readFile(file)).equals(before)).toBe(true);
    expect(await readdir(folder.path('.'))).toEqual(['other.db']);
  });

  it('is not written, but for a place in the queue of a source', async () => {
    const url = `file:${folder.path('paperboy.db')}`;
    await (await openStore({ url, clock: createManualClock(), logger })).close();
    const before = await readFile(folder.path('paperboy.db'));
    const inspection = await inspectDatabase(url, logger);
    if (inspection.state !== 'current') throw new Error(inspection.state);
    expect((await readFile(folder.path('paperboy.db'))).equals(before)).toBe(true);
    const now = new Date('2026-05-21T09:00:00Z');
    const gate = inspection.store.gate('arxiv');
    expect([await gate.reserve(now, 3_000), await gate.reserve(now, 3_000)]).toEqual([0, 3_000]);
    await inspection.store.close();
  });

  it('makes none where there is none, and knows what is no database', async () => {
    expect(await inspectDatabase(`file:${folder.path('none.db')}`, logger)).toEqual({
      state: 'absent',
      file: folder.path('none.db'),
    });
    expect(await inspectDatabase(`file:${folder.path('.')}`, logger)).toMatchObject({ state: 'unusable' });
  });
});
