import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { FakeChannel } from '../../../fakes/discord/channels.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const SHARDS = 4;
const { bot } = createScriptedBot(() => listOf(1));

let discord: DiscordHarness;
/** One of each shard. */
let channels: readonly FakeChannel[];
beforeEach(async () => {
  discord = await createDiscordHarness();
  const { fake } = discord;
  fake.removeBot(fake.guild);
  fake.gateway.rules.shards = SHARDS;
  channels = Array.from({ length: SHARDS }, (_, shard) =>
    fake.addChannel({
      guildId: fake.addGuild(`server ${shard}`, [shard, SHARDS]).id,
      name: `papers-${shard}`,
    }),
  );
});
afterEach(async () => {
  await discord.stop();
  expect([...discord.fake.violations, ...discord.fake.unknownRoutes]).toEqual([]);
});

const ask = (channel: FakeChannel) =>
  discord.fake.slash({ subcommand: 'search', options: { query: 'rag' }, channel }).answer();
const answers = () => discord.fake.requests.filter(({ path }) => path.endsWith('/callback')).length;

describe('one process with all shards', () => {
  it('answers on each of them once, and in direct messages', async () => {
    const [greeting] = await discord.adapter.start(bot);
    expect(greeting).toBe('Discord: connected as paperboy, in 4 servers, on all of 4 shards.');
    expect(discord.fake.gateway.shards).toEqual([0, 1, 2, 3]);
    for (const channel of channels) expect(textOf(await ask(channel))).toContain('A fine paper');
    expect(textOf(await ask(discord.fake.directChannel()))).toContain('A fine paper');
    await discord.fake.heard();
    expect(answers()).toBe(SHARDS + 1);
    expect(discord.adapter.condition?.()).toBe('gateway: 4 of 4 shards connected');
  });

  it('says which are gone, and is not connected only without any', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    // Whoever connects again has to wait until this is over.
    gateway.rules.refusal = 4000;
    gateway.rules.forgetful = true;
    gateway.disconnect(4000, 2);
    await discord.logger.logged('gateway-reconnecting');
    expect(discord.adapter.connected()).toBe(true);
    expect(discord.adapter.condition?.()).toBe('gateway: 3 of 4 shards connected');
    gateway.disconnect(4000);
    await discord.logger.logged('gateway-reconnecting', 4);
    expect(discord.adapter.connected()).toBe(false);
    expect(discord.adapter.condition?.()).toBe('gateway: 0 of 4 shards connected');
  });
});

describe('a process with some of the shards', () => {
  const SOME = { shards: { first: 0, last: 1, total: SHARDS } };

  it('connects these alone, and says which, and how many servers they have', async () => {
    const [greeting] = await discord.restarted(SOME).start(bot);
    expect(greeting).toBe('Discord: connected as paperboy, in 2 servers, on shards 0 to 1 of 4.');
    expect(discord.fake.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [0, 4],
      [1, 4],
    ]);
    const [single] = await discord.restarted({ shards: { first: 3, last: 3, total: SHARDS } }).start(bot);
    expect(single).toBe('Discord: connected as paperboy, in 1 server, on shard 3 of 4.');
  });

  it('does not start where there are more in all than Discord lets begin in a day', async () => {
    const many = { shards: { first: 0, last: 2, total: 951 } };
    await expect(discord.restarted(many).start(bot)).rejects.toThrow(
      'DISCORD_SHARDS makes 951 shards of the bot, and Discord lets it begin 1000 sessions a day, of which paperboy keeps 50 in reserve.',
    );
    expect(discord.fake.gateway.identifies).toEqual([]);
  });

  it('hears nothing of the others', async () => {
    await discord.restarted(SOME).start(bot);
    const [first, , third] = channels;
    if (first === undefined || third === undefined) return expect.fail('there are too few channels');
    discord.fake.slash({ subcommand: 'search', options: { query: 'rag' }, channel: third });
    await ask(first);
    await ask(discord.fake.directChannel());
    expect(answers()).toBe(2);
  });

  it('posts, finds and checks in servers of all shards alike', async () => {
    const adapter = discord.restarted(SOME);
    await adapter.start(bot);
    for (const [shard, channel] of channels.entries()) {
      const target = discord.targetOf(channel);
      expect(await adapter.check(target)).toEqual({ ok: true });
      expect(await adapter.stylesOf?.(target)).toEqual(['message', 'thread']);
      expect(await adapter.nameOf?.(target)).toBe(`#papers-${shard}`);
      const { messageId } = await adapter.send(target, listOf(2), `key ${shard}`);
      expect(await adapter.find(target, `key ${shard}`, new Date(0))).toEqual({ messageId });
      expect(discord.fake.messages(channel).map(({ id }) => id)).toEqual([messageId]);
    }
  });

  it('sees what it lacks, or is missing, in servers of other shards', async () => {
    const adapter = discord.restarted(SOME);
    await adapter.start(bot);
    const far = channels.at(-1) ?? expect.fail('there is no channel');
    discord.fake.changeChannel(far, { denied: 1n << 11n });
    expect(await adapter.check(discord.targetOf(far))).toEqual({
      ok: false,
      missing: 'I lack Send Messages in #papers-3. Ask who manages the server to allow it.',
    });
    discord.fake.removeChannel(far);
    expect(await adapter.check(discord.targetOf(far))).toMatchObject({ ok: false });
  });

  it('registers the commands once for all, also where they start together', async () => {
    const others = { shards: { first: 2, last: 3, total: SHARDS } };
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    discord.fake.failNext({ method: 'PUT', path: /commands$/, held: arrived });
    const first = discord.restarted(SOME).start(bot);
    // Nothing was registered when it looked; it is its turn when the first has done so.
    const gates = (name: string) => ({
      async reserve() {
        if (!name.startsWith('discord-commands:')) return 0;
        arrive();
        await first;
        return 0;
      },
    });
    await Promise.all([first, discord.restarted({ ...others, gates }).start(bot)]);
    const registrations = discord.fake.requests.filter(({ method }) => method === 'PUT');
    expect(registrations).toHaveLength(1);
  });
});
