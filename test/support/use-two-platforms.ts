import { afterEach, beforeEach, expect } from 'vitest';
import type { Transport } from './served-routes.js';
import { useTemporaryFolder } from './temporary-folder.js';
import { startTwoPlatforms, type TwoPlatforms } from './two-platforms.js';

/** Two platforms anew for each test, with their database in a folder of its own; at the end neither may have been asked for anything wrong. */
export function useTwoPlatforms(transport: Transport = 'gateway') {
  const folder = useTemporaryFolder();
  let now: TwoPlatforms;
  beforeEach(async () => {
    now = await startTwoPlatforms(`file:${folder.path('paperboy.db')}`, {}, transport);
  });
  afterEach(async () => {
    const { discord, slack } = now;
    await now.stop();
    expect([...discord.violations, ...discord.unknownRoutes, ...slack.violations]).toEqual([]);
  });
  const platforms: TwoPlatforms = {
    get discord() {
      return now.discord;
    },
    get slack() {
      return now.slack;
    },
    get clock() {
      return now.clock;
    },
    get house() {
      return now.house;
    },
    tick: () => now.tick(),
    log: () => now.log(),
    restart: () => now.restart(),
    stop: () => now.stop(),
  };
  return Object.assign(platforms, { folder });
}
