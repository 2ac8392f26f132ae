import { Client } from 'discord.js';
import { GatewayCloseCodes, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const { bot } = createScriptedBot(() => listOf(1));

let discord: DiscordHarness;
beforeEach(async () => {
  discord = await createDiscordHarness();
});
afterEach(async () => {
  await discord.stop();
  expect(discord.fake.violations).toEqual([]);
});

const ask = async () =>
  textOf(await discord.fake.slash({ subcommand: 'search', options: { query: 'rag' } }).answer());

/** Resolves when a bot listens again, whose session is that many-th to be begun or resumed. */
async function back(opened: number): Promise<void> {
  await discord.fake.gateway.opened(opened);
  await discord.fake.heard();
}

describe('a gateway', () => {
  it('that answers no heartbeat any more is left, and its session resumed', async () => {
    const { gateway } = discord.fake;
    const { heartbeatMs } = gateway.rules;
    gateway.rules.heartbeatMs = 300;
    await discord.adapter.start(bot);
    gateway.rules.silent = true;
    await discord.logger.logged('gateway-reconnecting');
    Object.assign(gateway.rules, { heartbeatMs, silent: false });
    await back(2);
    expect(await ask()).toContain('A fine paper');
    expect(gateway.identifies).toHaveLength(1);
  });

  it('that asks to connect again (op 7) has its session resumed', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    gateway.askToReconnect();
    await back(2);
    expect(await ask()).toContain('A fine paper');
    expect(gateway.identifies).toHaveLength(1);
  });

  it('that calls a session invalid for now (op 9, true) has it resumed', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    gateway.invalidate(true);
    await back(2);
    expect(await ask()).toContain('A fine paper');
    expect(gateway.identifies).toHaveLength(1);
  });

  it('that has done with a session (op 9, false) is asked for one more', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    gateway.invalidate(false);
    await back(2);
    expect(await ask()).toContain('A fine paper');
    expect(gateway.identifies).toHaveLength(2);
  });

  it.each([4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009, 1000, 1001, 1011])(
    'that closes with %i is connected to again',
    async (code) => {
      const { gateway } = discord.fake;
      await discord.adapter.start(bot);
      gateway.disconnect(code);
      await back(2);
      expect(await ask()).toContain('A fine paper');
      expect(gateway.identifies.length).toBeLessThanOrEqual(2);
    },
  );

  it('that forgets every session is asked slower and slower, and never without end', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    for (let round = 2; round <= 5; round += 1) {
      gateway.invalidate(false);
      await back(round);
    }
    gateway.invalidate(false);
    await discord.logger.logged('sessions-slowed');
    expect(gateway.identifies).toHaveLength(5);
    expect(discord.adapter.connected()).toBe(false);
    expect(discord.adapter.condition?.()).toContain('paperboy has connected 5 times');
    discord.clock.advance(10_000);
    await back(6);
    expect(discord.adapter.connected()).toBe(true);
  });

  it('loses nothing that is sent while nobody listens to it', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    gateway.rules.refusal = GatewayCloseCodes.UnknownError;
    gateway.invalidate(false);
    await discord.logger.logged('gateway-reconnecting');
    expect(discord.adapter.connected()).toBe(false);
    const target = discord.targetOf(discord.fake.channel);
    const { messageId } = await discord.adapter.send(target, listOf(2), 'key');
    expect(discord.fake.messages().map(({ id }) => id)).toEqual([messageId]);
    expect(await discord.adapter.find(target, 'key', new Date(0))).toEqual({ messageId });
  });
});

describe.each([
  [GatewayCloseCodes.AuthenticationFailed, 'Copy the bot token again'],
  [GatewayCloseCodes.InvalidShard, 'Correct DISCORD_SHARDS'],
  [GatewayCloseCodes.ShardingRequired, 'Set DISCORD_SHARDS to auto'],
  [GatewayCloseCodes.InvalidAPIVersion, 'Update paperboy'],
  [GatewayCloseCodes.InvalidIntents, 'Look at it in the developer portal'],
  [GatewayCloseCodes.DisallowedIntents, 'Look at it in the developer portal'],
])('a gateway that closes for good with %i', (code, advice) => {
  it('ends a start with a sentence, after one session', async () => {
    discord.fake.gateway.rules.refusal = code;
    await expect(discord.adapter.start(bot)).rejects.toThrow(advice);
    expect(discord.fake.gateway.identifies).toHaveLength(1);
  });

  it('is not connected to again: the log and the health say what to do, and lists go on', async () => {
    const { gateway } = discord.fake;
    await discord.adapter.start(bot);
    gateway.disconnect(code);
    const { level, fields } = await discord.logger.logged('gateway-closed');
    expect(level).toBe('error');
    expect(fields).toMatchObject({ code, reason: expect.stringContaining(advice) });
    expect(discord.adapter.connected()).toBe(false);
    expect(discord.adapter.condition?.()).toContain(advice);
    await discord.adapter.send(discord.targetOf(discord.fake.channel), listOf(2), 'key');
    expect(gateway.connected).toBe(false);
    expect(gateway.identifies).toHaveLength(1);
    expect(discord.logger.entries.map(({ fields }) => fields.event)).not.toContain('gateway-reconnecting');
  });
});

describe('rights that change while the gateway tells nothing', () => {
  const mayPost = () => discord.adapter.check(discord.targetOf(discord.fake.channel));

  it.each([GatewayCloseCodes.AuthenticationFailed, GatewayCloseCodes.UnknownError])(
    'are asked for when it has closed with %i',
    async (code) => {
      const { gateway } = discord.fake;
      await discord.adapter.start(bot);
      expect(await mayPost()).toEqual({ ok: true });
      gateway.rules.refusal = code;
      gateway.rules.forgetful = true;
      gateway.disconnect(code);
      await discord.logger.logged(
        code === GatewayCloseCodes.UnknownError ? 'gateway-reconnecting' : 'gateway-closed',
      );
      discord.fake.changeChannel(discord.fake.channel, { denied: PermissionFlagsBits.SendMessages });
      expect(await mayPost()).toMatchObject({ ok: false, missing: expect.stringContaining('Send Messages') });
    },
  );

  it('are known without a request while it tells of them', async () => {
    await discord.adapter.start(bot);
    const before = discord.fake.requests.length;
    expect(await mayPost()).toEqual({ ok: true });
    expect(discord.fake.requests).toHaveLength(before);
  });
});

describe('a start that fails', () => {
  it.each([
    ['does not say who the bot is', /users\/@me$/],
    ['does not say how many sessions there are', /gateway\/bot$/],
  ])('keeps nothing open where Discord %s', async (_, path) => {
    const left = vi.spyOn(Client.prototype, 'destroy');
    discord.fake.failNext({ method: 'GET', path, status: 400, body: { code: 0, message: 'No' } });
    await expect(discord.adapter.start(bot)).rejects.toThrow();
    expect(new Set(left.mock.contexts).size).toBe(1);
    left.mockRestore();
  });

  it('keeps none of its three clients where the gateway refuses it', async () => {
    const left = vi.spyOn(Client.prototype, 'destroy');
    discord.fake.gateway.rules.refusal = GatewayCloseCodes.AuthenticationFailed;
    await expect(discord.adapter.start(bot)).rejects.toThrow();
    expect(new Set(left.mock.contexts).size).toBe(3);
    left.mockRestore();
  });
});
