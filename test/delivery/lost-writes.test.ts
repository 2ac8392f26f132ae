import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createSeededRandom } from '../fakes/seeded-random.js';
import { copyTables, restoreTables } from '../support/postgres-copy.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { ana, channel, createPlatform, type Newsroom, openNewsroom } from './newsroom.js';

const CHANNELS = 20;
const folder = useTemporaryFolder();

/** What is on the disk at this moment, as somebody finds it whose power has come back. */
function copyOf(name: string, as: string): string {
  const [from, to] = [folder.path(name), folder.path(as)];
  for (const end of ['', '-wal']) if (existsSync(from + end)) copyFileSync(from + end, to + end);
  return to;
}

async function turnOnAll(target: Newsroom): Promise<void> {
  for (let number = 0; number < CHANNELS; number++)
    await target.daily.turnOn(
      { ...channel, id: `general-${number}` },
      { at: '09:00', zone: 'UTC', size: 2 },
      ana,
    );
}

const keysOf = ({ platform }: Newsroom) => platform.posts.map(({ key }) => key).toSorted();

/** Whatever has been forgotten, nothing is posted twice and everybody has their list in the end. */
async function expectOneListEach(back: Newsroom): Promise<void> {
  for (const instant of ['09:02', '09:04', '09:06']) await back.tickAt(`2026-05-21T${instant}:00Z`);
  expect(new Set(keysOf(back)).size).toBe(keysOf(back).length);
  expect(keysOf(back)).toHaveLength(CHANNELS);
}

/** A bot whose power is cut while its next message after so many is on its way; resolves with the size of the log that had reached the disk by then. */
async function runIntoCut(writing: Newsroom, sent: number, log: string): Promise<number> {
  const { platform } = writing;
  await turnOnAll(writing);
  const durable = new Promise<number>((resolve) => {
    platform.trouble = () => {
      if (platform.posts.length < sent) return undefined;
      resolve(statSync(log).size);
      return new Promise<never>(() => {});
    };
  });
  writing.clock.set('2026-05-21T09:00:00Z');
  void writing.tick().catch(() => undefined);
  const size = await durable;
  // What was sent is being marked meanwhile.
  for (let turn = 0; turn < 3 * CHANNELS; turn++) await setImmediate();
  platform.trouble = () => undefined;
  return size;
}

describe('a power cut', () => {
  const random = createSeededRandom(7);

  it.each([0, 1, 2, 5, 7, 11, 13, 17, 19])(
    'after %i lists: each comes once, wherever in what was being written the log breaks off',
    async (sent) => {
      for (const share of [0, random(), random(), 1]) {
        const clock = createManualClock('2026-05-20T12:00:00Z');
        const platform = createPlatform(clock);
        platform.remembersKeyMs = 0;
        const name = `${share}.db`;
        const writing = await openNewsroom({ url: `file:${folder.path(name)}`, clock, platform });
        const durable = await runIntoCut(writing, sent, folder.path(`${name}-wal`));
        const file = copyOf(name, `after-${name}`);
        const size = statSync(`${file}-wal`).size;
        truncateSync(`${file}-wal`, Math.round(durable + (size - durable) * share));
        const back = await openNewsroom({ url: `file:${file}`, clock, platform });
        await expectOneListEach(back);
        for (const one of [back, writing]) await one.close();
      }
    },
  );

  it('takes nothing of what was written before it, for every write waits for the disk', async () => {
    const { db } = await openDatabase(`file:${folder.path('paperboy.db')}`, createRecordingLogger());
    const setting = async (name: string) =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0];
    // 2 is FULL.
    expect([await setting('synchronous'), await setting('journal_mode')]).toEqual([2, 'wal']);
    await db.destroy();
  });
});

describe.skipIf(!hasPostgres)('a PostgreSQL that has taken over, and lacks the last writes', () => {
  /** A bot that has sent everything, on a server that then goes back to what it knew when so many lists had been sent. */
  async function failOver(sent: number) {
    const url = await createPostgresDatabase();
    const clock = createManualClock('2026-05-20T12:00:00Z');
    const platform = createPlatform(clock);
    platform.remembersKeyMs = 0;
    const before = await openNewsroom({ url, clock, platform });
    await turnOnAll(before);
    if (sent < 0) await copyTables(url);
    let copy: Promise<void> | undefined;
    platform.trouble = async () => {
      if (platform.posts.length === sent) copy ??= copyTables(url);
      await copy;
      return undefined;
    };
    await before.tickAt('2026-05-21T09:00:00Z');
    expect(keysOf(before)).toHaveLength(CHANNELS);
    await restoreTables(url);
    return { before, another: () => openNewsroom({ url, clock, platform }) };
  }

  it.each([0, 10, 19])('the marks after %i lists: another bot finds what was posted', async (sent) => {
    const { before, another } = await failOver(sent);
    await before.close();
    const back = await another();
    await expectOneListEach(back);
    await back.close();
  });

  it.each([-1, 10])('even what was planned (%i): the bot still knows what it has posted', async (sent) => {
    const { before } = await failOver(sent);
    await expectOneListEach(before);
    await before.close();
  });
});
