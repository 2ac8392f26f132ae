import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { type BrokenWorld, createBrokenWorld } from './support/broken-world.js';
import { openTcpProxy, type TcpProxy } from './support/tcp-proxy.js';

const DAY = '22 May 2026';
const CHANNELS = 40;
const permissions = PermissionFlagsBits.ManageChannels;

describe.skipIf(!hasPostgres)('a PostgreSQL that is away for two minutes while lists are posted', () => {
  const folder = useTemporaryFolder();
  let world: BrokenWorld;
  let proxy: TcpProxy;
  beforeEach(async () => {
    const databaseUrl = await createPostgresDatabase();
    world = await createBrokenWorld({ folder, start: '2026-05-21T12:00:00Z', databaseUrl });
    proxy = await openTcpProxy(databaseUrl);
  });
  afterEach(async () => {
    await world.stop();
    await proxy.cut();
    expect([...world.discord.violations, ...world.slack.violations]).toEqual([]);
  });

  it('stops the lists and no bot: people are told to try later, and every list comes once', async () => {
    const { discord, clock } = world;
    const places = world.addPlaces(CHANNELS);
    await world.turnOn(places, '09:00');
    const bot = await world.startBot({ DATABASE_URL: proxy.url });
    clock.set('2026-05-22T09:00:01Z');
    await discord.seen(() => (places.some((place) => place.lists(DAY) > 0) ? true : undefined));
    await proxy.cut();
    expect(places.every((place) => place.lists(DAY) > 0)).toBe(false);
    await bot.logs(/job-failed/);
    const asked = discord.slash({ subcommand: 'daily', options: { mode: 'show' }, permissions });
    expect(textOf(await asked.answer())).toContain('Please try again in a few minutes');
    clock.set('2026-05-22T09:02:10Z');
    await proxy.mend();
    for (const place of places) await place.shows(DAY);
    await world.settle();
    expect(places.map((place) => place.lists(DAY))).toEqual(places.map(() => 1));
    expect((await bot.finished).code).toBe(0);
  });
});
