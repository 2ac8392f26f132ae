import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

const DAY = '22 May 2026';
const CHANNELS = 40;

describe.skipIf(!hasPostgres)('a bot that is stopped in the middle of its posts', () => {
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

  it.each([
    ['which agrees about the time', 0],
    ['whose clock is ten minutes ahead', 600_000],
  ])('and goes on after another, %s, has taken over: no list comes twice', async (_, ahead) => {
    const places = world.addPlaces(CHANNELS);
    await world.turnOn(places, '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
    const stopped = await world.startBot();
    await world.discord.seen(() => (places.some((place) => place.lists(DAY) > 0) ? true : undefined));
    stopped.signal('SIGSTOP');
    expect(places.every((place) => place.lists(DAY) > 0)).toBe(false);

    world.clock.set('2026-05-22T09:02:00Z');
    await world.startBot(world.clock.envAhead(ahead));
    for (const place of places) await place.shows(DAY);
    stopped.signal('SIGCONT');
    await world.settle();
    expect(places.map((place) => place.lists(DAY))).toEqual(places.map(() => 1));
    expect((await stopped.finished).errors).toContain('delivery-taken-over');
  });
});
