import { afterEach, beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';
import type { Place } from './support/places.js';

const DAY = '22 May 2026';
const CHANNELS = 40;
const KILLS = 12;

const folder = useTemporaryFolder();
let world: BrokenWorld;
beforeEach(async () => {
  world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
});
afterEach(async () => {
  await world.stop();
  expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
});

it('is killed again and again while it posts, and every channel gets its list once', async () => {
  const places = [...world.addPlaces(CHANNELS - 1), world.places.slack];
  await world.turnOn(places, '09:00');
  world.clock.set('2026-05-22T09:00:01Z');
  for (let kill = 1; kill <= KILLS; kill++) {
    const bot = await world.startBot();
    await world.discord.seen(() => (shown(places) >= (kill * CHANNELS) / (KILLS + 1) ? true : undefined));
    bot.signal('SIGKILL');
    await bot.finished;
    world.outlastLeases();
  }
  await world.startBot();
  for (const place of places) await place.shows(DAY);
  await world.settle();
  expect(places.map((place) => place.lists(DAY))).toEqual(places.map(() => 1));
});

function shown(places: readonly Place[]): number {
  return places.filter((place) => place.lists(DAY) > 0).length;
}
