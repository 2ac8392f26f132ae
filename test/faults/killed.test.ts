import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';

const DAY = '22 May 2026';

describe('a bot that is killed', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  beforeEach(async () => {
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z' });
    await world.turnOnAll([world.discord.channel], '09:00');
    world.clock.set('2026-05-22T09:00:01Z');
  });
  afterEach(async () => {
    await world.stop();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });

  it.each(['mid_plan', 'mid_commit', 'after_claim', 'before_send', 'after_send', 'before_mark'])(
    'at %s still posts the list, once',
    async (failpoint) => {
      await world.runInto(failpoint);
      world.clock.set('2026-05-22T09:01:40Z');
      await world.startBot();
      await world.listsIn([world.discord.channel], DAY);
      await world.settle();
      expect(world.countIn(world.discord.channel, DAY)).toBe(1);
    },
  );
});
