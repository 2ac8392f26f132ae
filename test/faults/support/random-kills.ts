import { expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from '../../support/postgres-database.js';
import type { Program } from '../../support/program.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './broken-world.js';
import type { Place } from './places.js';

const CHANNELS = 200;
const KILLS = 50;
const KILLS_A_DAY = 10;

/** Bots on one PostgreSQL, of which one is killed and another started again and again while they post. */
export function itSurvivesRandomKills(bots: string, replicas: number): void {
  const folder = useTemporaryFolder();
  it.skipIf(!hasPostgres)(
    `${bots} are killed at random ${KILLS} times, and every channel gets every list once`,
    { timeout: 900_000 },
    async () => {
      const databaseUrl = await createPostgresDatabase();
      const world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z', databaseUrl });
      try {
        const places = world.addPlaces(CHANNELS);
        await world.turnOn(places, '09:00');
        const days = await killForDays(world, places, replicas);
        await world.settle();
        for (const date of days)
          expect(places.map((place) => place.lists(date))).toEqual(places.map(() => 1));
      } finally {
        await world.stop();
      }
      expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
    },
  );
}

async function killForDays(world: BrokenWorld, places: readonly Place[], replicas: number) {
  const bots: Program[] = [];
  const days: string[] = [];
  for (let day = 22, kills = 0; kills < KILLS; day++) {
    const date = `${day} May 2026`;
    days.push(date);
    world.clock.set(`2026-05-${day}T09:00:01Z`);
    const missing = Array.from({ length: replicas - bots.length }, () => world.startBot());
    bots.push(...(await Promise.all(missing)));
    for (let share = 1; share <= KILLS_A_DAY && kills < KILLS; share++, kills++) {
      await shownBy(world, places, date, (share * CHANNELS) / (KILLS_A_DAY + 2));
      const [victim] = bots.splice(kills % bots.length, 1);
      victim?.signal('SIGKILL');
      bots.push(await world.startBot());
      world.outlastLeases();
    }
    for (const place of places) await place.shows(date);
  }
  return days;
}

function shownBy(world: BrokenWorld, places: readonly Place[], date: string, count: number) {
  return world.discord.seen(() =>
    places.filter((place) => place.lists(date) > 0).length >= count ? true : undefined,
  );
}
