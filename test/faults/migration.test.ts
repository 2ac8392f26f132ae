import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.js';
import { openStore } from '../../src/store/store.js';
import { channel, NINE } from '../contracts/new-delivery.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { writeEarlierVersion } from '../support/earlier-version.js';
import { migrationNames } from '../support/migration-names.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { runProgram } from '../support/program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const EARLIER = 3;
const LAST = migrationNames().length - EARLIER - 1;
const logger = createRecordingLogger();
const folder = useTemporaryFolder();

describe.each([
  ['SQLite', async () => `file:${folder.path('earlier.db')}`],
  ...(hasPostgres ? [['PostgreSQL', createPostgresDatabase] as const] : []),
] as const)('a bot that is killed while it migrates %s', (_name, createUrl) => {
  it.each([0, 5, LAST])('after %i migrations: the next one does all of it', async (passes) => {
    const url = await createUrl();
    await writeEarlierVersion(url);
    const run = (env: Readonly<Record<string, string>>) =>
      runProgram(['start'], { NODE_ENV: 'test', PORT: '0', DATABASE_URL: url, ...env }, folder.path('.'));
    expect(await run({ FAILPOINT: `mid_migration:${passes}` }).finished).toMatchObject({ code: null });
    const next = run({});
    await next.says(/papers are ready/);
    next.signal('SIGTERM');
    expect(await next.finished).toMatchObject({ code: 0 });

    const { db } = await openDatabase(url, logger);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    expect(rows.map(({ name }) => name)).toEqual(migrationNames());
    await db.destroy();
    const { outbox, close } = await openStore({
      url,
      clock: createManualClock(NINE),
      logger,
      time: 'process',
    });
    const [sent] = await outbox.history([channel('sent')]);
    expect([...(sent?.paperIds ?? [])]).toEqual(['a', 'b']);
    expect(await outbox.last(channel('sent'), 'daily')).toMatchObject({ state: 'sent' });
    await close();
  });
});
