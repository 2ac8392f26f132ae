import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdapters } from '../../src/adapters/index.js';
import { createJobs } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import type { Clock } from '../../src/core/clock.js';
import { openHouse, openStoreOf } from '../../src/house.js';
import type { FakeChannel } from '../fakes/discord/channels.js';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.js';
import { textOf } from '../fakes/discord/message-view.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createPostgresClock, type PostgresClock } from '../support/postgres-clock.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';

const START = '2026-05-21T12:00:00Z';
const SHARDS = 4;
const permissions = 1n << 4n;

/** Time passes by itself while a shard waits for its turn. */
function passing(clock: ManualClock): Clock {
  return {
    ...clock,
    timer(milliseconds) {
      if (milliseconds < 4_000 || milliseconds > 5_250 || milliseconds === 5_000)
        return clock.timer(milliseconds);
      clock.advance(milliseconds);
      return { elapsed: Promise.resolve(), cancel: () => {} };
    },
  };
}

describe.skipIf(!hasPostgres)('two bots that share the shards of Discord and a database', () => {
  let clock: ManualClock;
  let fake: FakeDiscord;
  let server: PostgresClock;
  let databaseUrl: string;
  let channels: readonly FakeChannel[];
  const running: { stop(): Promise<void> }[] = [];

  beforeEach(async () => {
    clock = createManualClock(START);
    fake = await createFakeDiscord({ now: () => clock.now().getTime() });
    Object.assign(fake.gateway.rules, { shards: SHARDS, maxConcurrency: 2, apartMs: 5_000 });
    fake.removeBot(fake.guild);
    channels = Array.from({ length: SHARDS }, (_, shard) =>
      fake.addChannel({ guildId: fake.addGuild(`server ${shard}`, [shard, SHARDS]).id }),
    );
    databaseUrl = await createPostgresDatabase();
    server = await createPostgresClock(databaseUrl, START);
  });
  afterEach(async () => {
    for (const bot of running.splice(0)) await bot.stop();
    await server.end();
    await fake.stop();
    expect([...fake.violations, ...fake.unknownRoutes]).toEqual([]);
  });

  async function start(shards: string) {
    const { config, problems } = readConfig({
      DISCORD_TOKEN: fake.token,
      DISCORD_API_URL: fake.apiUrl,
      DISCORD_SHARDS: shards,
      DATABASE_URL: databaseUrl,
    });
    expect(problems).toEqual([]);
    const logger = createRecordingLogger();
    const options = { config, clock: passing(clock), logger };
    const store = await openStoreOf(options);
    // Pauses between lists would wait for a clock that stands still.
    const adapters = (await createAdapters({ ...options, store })).map((adapter) => ({
      ...adapter,
      rates: {},
    }));
    const house = await openHouse({ ...options, adapters, store });
    const [greeting] = (
      await Promise.all(adapters.map((adapter) => adapter.start(house.bot, house.lookout)))
    ).flat();
    const jobs = createJobs(house, options);
    const bot = {
      greeting,
      async tick() {
        await server.set(clock.now());
        await store.clock.sync();
        for (const job of jobs) await job.run(new AbortController().signal);
      },
      async stop() {
        running.splice(running.indexOf(bot), 1);
        for (const adapter of adapters) await adapter.stop();
        await house.close();
        await store.close();
      },
    };
    running.push(bot);
    return bot;
  }

  const channelOn = (shard: number) => channels[shard] ?? expect.fail('there is no such channel');
  const ask = (channel: FakeChannel) =>
    fake.slash({ subcommand: 'search', options: { query: 'transformer' }, channel }).answer();
  const answers = () => fake.requests.filter(({ path }) => path.endsWith('/callback')).length;

  it('connects every shard once, no two of a bucket within five seconds, and registers the commands once', async () => {
    const first = await start('0-1/4');
    const second = await start('2-3/4');
    expect(first.greeting).toBe('Discord: connected as paperboy, in 2 servers, on shards 0 to 1 of 4.');
    expect(second.greeting).toBe('Discord: connected as paperboy, in 2 servers, on shards 2 to 3 of 4.');
    expect(fake.gateway.shards).toEqual([0, 1, 2, 3]);
    expect(fake.gateway.identifies).toHaveLength(SHARDS);
    expect(fake.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('answers each command once, by the bot that has its server, and direct messages by the one with shard 0', async () => {
    await start('0-1/4');
    const second = await start('2-3/4');
    for (const channel of [...channels, fake.directChannel()])
      expect(textOf(await ask(channel))).toContain('papers for transformer');
    await fake.heard();
    expect(answers()).toBe(SHARDS + 1);
    await second.stop();
    await ask(channelOn(1));
    await ask(fake.directChannel());
    fake.slash({ subcommand: 'search', options: { query: 'transformer' }, channel: channelOn(3) });
    await fake.heard();
    expect(answers()).toBe(SHARDS + 3);
  });

  it('posts the lists of every server once, also while the bot that hears of it is away', async () => {
    const first = await start('0-1/4');
    const second = await start('2-3/4');
    const options = { mode: 'on', at: '13:00', zone: 'UTC', size: 3 };
    for (const channel of channels)
      await fake.slash({ subcommand: 'daily', options, channel, permissions }).answer();
    const before = channels.map((channel) => fake.messages(channel).length);
    await second.stop();
    clock.advance(60 * 60_000 + 5_000);
    await first.tick();
    await first.tick();
    for (const [index, channel] of channels.entries())
      expect(fake.messages(channel)).toHaveLength((before[index] ?? 0) + 1);
    const back = await start('2-3/4');
    await Promise.all([first.tick(), back.tick()]);
    for (const [index, channel] of channels.entries())
      expect(fake.messages(channel)).toHaveLength((before[index] ?? 0) + 1);
  });
});
