import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

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
  const channels = Array.from({ length: CHANNELS }, () => world.discord.addChannel());
  await world.turnOnAll(channels, '09:00');
  world.clock.set('2026-05-22T09:00:01Z');
  for (let kill = 1; kill <= KILLS; kill++) {
    const bot = await world.startBot();
    await world.discord.seen(() => (shown(channels) >= (kill * CHANNELS) / (KILLS + 1) ? true : undefined));
    bot.signal('SIGKILL');
    await bot.finished;
  }
  await world.startBot();
  await world.listsIn(channels, DAY);
  await world.settle();
  expect(channels.map((channel) => world.countIn(channel, DAY))).toEqual(channels.map(() => 1));
});

function shown(channels: readonly FakeChannel[]): number {
  return channels.filter((channel) => world.countIn(channel, DAY) > 0).length;
}
