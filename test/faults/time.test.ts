import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

describe('time that does not run as it should', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
    await world.turnOn([world.places.discord], '09:00');
  });
  afterEach(async () => {
    await world.stop();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });
  const counts = (...days: readonly string[]) => days.map((day) => world.places.discord.lists(day));

  it('jumps forwards and back again: a day has one list', async () => {
    world.clock.set('2026-05-22T09:00:01Z');
    const bot = await world.startBot();
    await world.places.discord.shows('22 May 2026');
    world.clock.set('2026-05-22T10:30:00Z');
    await bot.logs(/"event":"clock-jumped".*forwards/);
    for (const instant of ['2026-05-22T11:00:00Z', '2026-05-22T07:00:00Z', '2026-05-22T08:59:59Z']) {
      world.clock.set(instant);
      await world.settle();
    }
    world.clock.set('2026-05-23T09:00:01Z');
    await world.startBot();
    await world.places.discord.shows('23 May 2026');
    world.clock.set('2026-05-22T09:30:00Z');
    await world.settle();
    expect(counts('22 May 2026', '23 May 2026')).toEqual([1, 1]);
  });

  it('passes ten minutes while nobody is here: the list comes late', async () => {
    world.clock.set('2026-05-22T09:10:00Z');
    await world.startBot();
    await world.places.discord.shows('22 May 2026');
    await world.settle();
    expect(counts('22 May 2026')).toEqual([1]);
  });

  it('passes thirteen hours while nobody is here: that list is left out, and the next one comes', async () => {
    world.clock.set('2026-05-22T22:00:00Z');
    await world.settle();
    world.clock.set('2026-05-23T09:00:01Z');
    await world.startBot();
    await world.places.discord.shows('23 May 2026');
    await world.settle();
    expect(counts('22 May 2026', '23 May 2026')).toEqual([0, 1]);
  });

  it('passes three days while nobody is here: only the newest list comes', async () => {
    world.clock.set('2026-05-24T09:30:00Z');
    await world.startBot();
    await world.places.discord.shows('24 May 2026');
    await world.settle();
    expect(counts('22 May 2026', '23 May 2026', '24 May 2026')).toEqual([0, 0, 1]);
  });
});
