import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

const SENDING = ['mid_plan', 'mid_commit', 'after_claim', 'before_send', 'after_send', 'before_mark'];

describe.skipIf(!hasPostgres)('bots on one PostgreSQL', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    const databaseUrl = await createPostgresDatabase();
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z', databaseUrl });
  });
  afterEach(async () => {
    await world.stop();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });

  it.each(SENDING)('post a list once, when one of them is killed at %s', async (failpoint) => {
    const places = Object.values(world.places);
    await world.turnOn(places, '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
    await world.runInto(failpoint);
    world.clock.set('2026-05-22T09:01:40Z');
    await Promise.all([world.startBot(), world.startBot()]);
    for (const place of places) await place.shows('22 May 2026');
    await world.settle();
    expect(places.map((place) => place.lists('22 May 2026'))).toEqual([1, 1]);
  });
});
