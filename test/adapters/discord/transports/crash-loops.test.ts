import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatAdapter } from '../../../../src/core/chat-adapter.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const MINUTE = 60_000;
const { bot } = createScriptedBot(() => listOf(1));

let discord: DiscordHarness;
beforeEach(async () => {
  discord = await createDiscordHarness();
});
afterEach(async () => {
  await discord.stop();
  expect(discord.fake.violations).toEqual([]);
});

const events = () => discord.logger.entries.map(({ fields }) => fields.event);
const slowed = () => events().filter((event) => event === 'sessions-slowed').length;

/** Starts a bot, until it is connected or has to wait. */
async function start(): Promise<ChatAdapter> {
  const adapter = discord.restarted();
  const waits = discord.logger.logged('sessions-slowed', slowed() + 1);
  const started = adapter.start(bot);
  started.catch(() => undefined);
  await Promise.race([started, waits]);
  return adapter;
}

async function crash(adapter: ChatAdapter): Promise<void> {
  await adapter.stop();
}

describe('a bot that crashes again and again', () => {
  it('begins fewer than 20 sessions in 50 restarts within ten minutes, and waits five minutes in the end', async () => {
    const { identifies } = discord.fake.gateway;
    const times: number[] = [];
    for (let restart = 0; restart < 50; restart += 1) {
      const before = identifies.length;
      await crash(await start());
      if (identifies.length > before) times.push(discord.clock.steady() / 1_000);
      discord.clock.advance(12_000);
    }
    expect(identifies.length).toBeLessThan(20);
    expect(times).toEqual([0, 12, 24, 36, 48, 60, 84, 132, 216, 384]);
    expect(discord.logger.entries.at(-1)?.fields).toMatchObject({
      event: 'sessions-slowed',
      ms: 300_000 - 204_000,
    });
  });

  it('has the rest of the bot run meanwhile, connects when it is time, and is quick again after an hour', async () => {
    for (let restart = 0; restart < 9; restart += 1) {
      await crash(await start());
      discord.clock.advance(3 * MINUTE);
    }
    const eager = discord.restarted();
    await eager.start(bot);
    await crash(eager);
    const adapter = discord.restarted();
    const lines = await adapter.start(bot);
    expect(lines[0]).toBe(
      'Discord: known as paperboy, but not connected yet. paperboy has connected 10 times with no quiet hour in between, so it waits until 12:32:00 UTC: Discord allows only so many connections a day. Look in the log for what ended it. Lists are posted meanwhile.',
    );
    expect(adapter.connected()).toBe(false);
    expect(adapter.condition?.()).toContain('it waits until 12:32:00 UTC');
    const target = discord.targetOf(discord.fake.channel);
    await adapter.send(target, listOf(2), 'key');
    expect(await adapter.check(target)).toEqual({ ok: true });
    expect(discord.fake.messages()).toHaveLength(1);

    discord.clock.advance(5 * MINUTE);
    await discord.logger.logged('gateway-joined');
    expect(adapter.connected()).toBe(true);
    expect(adapter.condition?.()).toBe('gateway');
    await discord.fake.slash({ subcommand: 'search', options: { query: 'rag' } }).answer();

    discord.clock.advance(60 * MINUTE);
    const calm = discord.restarted();
    expect((await calm.start(bot))[0]).toBe('Discord: connected as paperboy, in 1 server.');
  });

  it('can be told to stop while it waits', async () => {
    for (let restart = 0; restart < 10; restart += 1) await crash(await start());
    const before = discord.fake.gateway.identifies.length;
    const adapter = await start();
    await adapter.stop();
    discord.clock.advance(60 * MINUTE);
    expect(discord.fake.gateway.identifies).toHaveLength(before);
  });
});

describe('the sessions that Discord allows a day', () => {
  const spend = (remaining: number) => {
    Object.assign(discord.fake.gateway.rules, { remaining, resetAfterMs: 30 * MINUTE });
  };

  /** As many as leave the next one free of a pause only after a while, which then is over. */
  const goRound = async () => {
    for (let restart = 0; restart < 5; restart += 1) await crash(await start());
    discord.clock.advance(MINUTE);
  };

  it('are not used up in a circle: the last twentieth is kept, and the bot waits until there are more', async () => {
    await goRound();
    spend(50);
    const { identifies } = discord.fake.gateway;
    const adapter = discord.restarted();
    const lines = await adapter.start(bot);
    expect(lines[0]).toContain(
      'Discord allows paperboy 50 more connections until 12:31:00 UTC; it needs 1, and begins none of the last 50 where it has begun too many',
    );
    expect(identifies).toHaveLength(5);
    expect(adapter.connected()).toBe(false);
    spend(1_000);
    discord.clock.advance(30 * MINUTE);
    await discord.logger.logged('gateway-joined', 1);
    expect(adapter.connected()).toBe(true);
    expect(identifies).toHaveLength(6);
  });

  it('are kept from whoever waits for them, also after a quiet hour, but not from a start by hand', async () => {
    await goRound();
    spend(50);
    discord.fake.gateway.rules.resetAfterMs = 24 * 60 * MINUTE;
    const looping = discord.restarted();
    await looping.start(bot);
    discord.clock.advance(60 * MINUTE);
    await discord.logger.logged('sessions-spent', 2);
    expect(discord.fake.gateway.identifies).toHaveLength(5);
    await crash(looping);
    const [line] = await discord.restarted().start(bot);
    expect(line).toBe('Discord: connected as paperboy, in 1 server.');
    expect(await discord.logger.logged('reserve-used')).toMatchObject({
      level: 'warn',
      fields: { waiting: 50, planned: 1_000 },
    });
  });

  it('are used down to the last one by a bot that was quiet', async () => {
    spend(4);
    discord.fake.gateway.rules.shards = 4;
    const [line] = await discord.adapter.start(bot);
    expect(line).toContain('on all of 4 shards');
    expect(discord.fake.gateway.identifies).toHaveLength(4);
  });

  it('are named in the log as long as fewer than a fifth are left', async () => {
    spend(199);
    await discord.adapter.start(bot);
    expect(await discord.logger.logged('sessions-scarce')).toMatchObject({
      level: 'warn',
      fields: { waiting: 199, planned: 1_000 },
    });
  });

  it('are enough for all shards of a start, or none is begun', async () => {
    spend(3);
    discord.fake.gateway.rules.shards = 4;
    const [line] = await discord.adapter.start(bot);
    expect(line).toContain('it needs 4, and begins none');
    expect(discord.fake.gateway.identifies).toEqual([]);
  });
});
