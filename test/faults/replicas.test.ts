import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import type { Program } from '../support/program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';
import type { Place } from './support/places.js';

const CHANNELS = 200;
const KILLS = 50;
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

  it.each([2, 3])(
    'are %i, are killed at random 50 times, and every channel gets every list once',
    {
      timeout: 900_000,
    },
    async (replicas) => {
      const places = world.addPlaces(CHANNELS);
      await world.turnOn(places, '09:00');
      const bots: Program[] = [];
      const days: string[] = [];
      for (let day = 22, kills = 0; kills < KILLS; day++) {
        const date = `${day} May 2026`;
        days.push(date);
        world.clock.set(`2026-05-${day}T09:00:01Z`);
        while (bots.length < replicas) bots.push(await world.startBot());
        for (let share = 1; share <= 10 && kills < KILLS; share++, kills++) {
          await shownBy(world, places, date, (share * CHANNELS) / 12);
          const [victim] = bots.splice(kills % bots.length, 1);
          victim?.signal('SIGKILL');
          await victim?.finished;
          bots.push(await world.startBot());
        }
        for (const place of places) await place.shows(date);
      }
      await world.settle();
      for (const date of days) expect(places.map((place) => place.lists(date))).toEqual(places.map(() => 1));
    },
  );
});

function shownBy(world: BrokenWorld, places: readonly Place[], date: string, count: number) {
  return world.discord.seen(() =>
    places.filter((place) => place.lists(date) > 0).length >= count ? true : undefined,
  );
}
