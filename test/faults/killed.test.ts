import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';
import type { Place } from './support/places.js';

const DAY = '22 May 2026';
const NEXT_DAY = '23 May 2026';
const PLANNING = ['mid_plan', 'mid_commit'];
const SENDING = ['after_claim', 'before_send', 'after_send', 'before_mark'];

describe.each(['discord', 'slack', 'forum'] as const)(
  'a bot that is killed while it posts to %s',
  (where) => {
    const folder = useTemporaryFolder();
    let world: BrokenWorld;
    let place: Place;
    beforeEach(async () => {
      world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
      place = where === 'forum' ? world.addForum() : world.places[where];
      await world.turnOn([place], '09:00');
      world.clock.set('2026-05-22T09:00:01Z');
    });
    afterEach(async () => {
      await world.stop();
      expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
    });

    it.each([...PLANNING, ...SENDING])(
      'at %s posts the list once, when it is back soon',
      async (failpoint) => {
        await world.runInto(failpoint);
        world.clock.set('2026-05-22T09:01:40Z');
        await world.startBot();
        await place.shows(DAY);
        await world.settle();
        expect(place.lists(DAY)).toBe(1);
      },
    );

    it.each(SENDING)('at %s posts the list once, when it is back in half an hour', async (failpoint) => {
      await world.runInto(failpoint);
      world.discord.forgetNonces();
      world.clock.set('2026-05-22T09:30:00Z');
      await world.startBot();
      await place.shows(DAY);
      await world.settle();
      expect(place.lists(DAY)).toBe(1);
    });
  },
);

describe('a bot that is killed and may not read back what it has posted', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
    await world.turnOn([world.places.discord], '09:00');
    const { discord, clock } = world;
    discord.changeChannel(discord.channel, { denied: PermissionFlagsBits.ReadMessageHistory });
    clock.set('2026-05-22T09:00:01Z');
  });
  afterEach(() => world.stop());

  it.each([
    ['after_send', 1],
    ['before_send', 0],
  ])('at %s posts nothing more that day, says why, and goes on the next day', async (failpoint, lists) => {
    await world.runInto(failpoint);
    world.discord.forgetNonces();
    world.clock.set('2026-05-22T09:30:00Z');
    await world.settle();
    expect(world.places.discord.lists(DAY)).toBe(lists);
    world.clock.set('2026-05-23T09:00:01Z');
    await world.startBot();
    await world.places.discord.shows(NEXT_DAY);
    await world.settle();
    expect(world.places.discord.lists(NEXT_DAY)).toBe(1);
    expect(world.places.discord.lists(DAY)).toBe(lists);
  });
});
