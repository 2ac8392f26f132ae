import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.js';
import { openNewsroom } from '../delivery/newsroom.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePapers } from '../store/sample-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const CHANNELS = 100_000;
const folder = useTemporaryFolder();

async function subscribeMany(url: string): Promise<void> {
  const { db } = await openDatabase(url, createRecordingLogger());
  await sql`
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${CHANNELS})
    insert into schedule (platform, tenant, destination, list, destination_kind, local_time, tz, size, days, quiet, created_by, next_run_at_utc)
    select 'discord', 'guild-' || (n % 20000), 'channel-' || n, 'daily', 'channel', '09:00',
      case n % 3 when 0 then 'UTC' when 1 then 'Africa/Abidjan' else 'Africa/Accra' end, 10, 'all', 0, 'ana', '2026-05-21T09:00:00.000Z'
    from numbers
  `.execute(db);
  await db.destroy();
}

it('100,000 channels with one list have it planned once each, and stored once', async () => {
  const url = `file:${folder.path('paperboy.db')}`;
  await subscribeMany(url);
  const room = await openNewsroom({ url, clock: createManualClock('2026-05-21T09:00:00Z') });
  room.corpus.papers = samplePapers(2_000);
  await room.planner.plan();
  await room.close();
  const { db } = await openDatabase(url, createRecordingLogger());
  const count = async (table: 'delivery' | 'reply' | 'edition') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  expect(await count('delivery')).toBe(CHANNELS);
  expect(await count('reply')).toBe(1);
  expect(await count('edition')).toBe(1);
  await db.destroy();
});
