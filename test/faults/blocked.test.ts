import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

const DAY = '22 May 2026';
const BLOCK = fileURLToPath(new URL('./support/block-when-asked.mjs', import.meta.url));

const folder = useTemporaryFolder();
let world: BrokenWorld;
beforeEach(async () => {
  world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
  await world.turnOn(Object.values(world.places), '09:00');
  world.clock.set('2026-05-22T08:59:00Z');
});
afterEach(async () => {
  await world.stop();
  expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
});

// Five seconds of ours are fifty on the clock of the bot: several ticks are missed.
it('a bot in which nothing runs while its lists come due posts them afterwards, and once', async () => {
  const options = `--import ${BLOCK} ${world.clock.env['NODE_OPTIONS']}`;
  const bot = await world.startBot({ NODE_OPTIONS: options });
  bot.signal('SIGUSR2');
  await bot.says(/blocked/);
  world.clock.set('2026-05-22T08:59:55Z');
  const places = Object.values(world.places);
  for (const place of places) await place.shows(DAY);
  const answer = await world.discord.slash({ subcommand: 'search', options: { query: 'rag' } }).answer();
  expect(answer).toBeDefined();
  await world.settle();
  expect(places.map((place) => place.lists(DAY))).toEqual([1, 1]);
  expect((await bot.finished).code).toBe(0);
});
