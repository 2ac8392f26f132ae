import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../../../src/core/chat-adapter.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { FakeChannel } from '../../../fakes/discord/channels.js';
import { textOf } from '../../../fakes/discord/message-view.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

let discord: DiscordHarness;
let heard: Invocation[];

describe.each(TRANSPORTS)('Discord over %s', (transport) => {
  beforeEach(async () => {
    heard = [];
    discord = await createDiscordHarness({}, transport);
  });

  afterEach(async () => {
    await discord.stop();
    expect(discord.fake.violations).toEqual([]);
  });

  async function start() {
    const { bot } = createScriptedBot(() => listOf(2));
    const listening: Bot = {
      ...bot,
      handle(invocation) {
        heard.push(invocation);
        return bot.handle(invocation);
      },
    };
    await discord.adapter.start(listening);
  }

  async function askIn(channel: FakeChannel) {
    const permissions = PermissionFlagsBits.ManageChannels;
    const options = { query: 'rag' };
    await discord.fake.slash({ subcommand: 'search', options, channel, permissions }).answer();
    return heard.at(-1) ?? expect.fail('nothing was heard');
  }

  describe.each([
    ['a server without the bot', 'text', 'I am not in this server'],
    ['a conversation between people', 'group', 'I am only a guest in this conversation'],
  ] as const)('somebody who has brought the app along to %s', (_where, kind, sentence) => {
    it('is answered there', async () => {
      await start();
      const channel = discord.fake.foreignChannel(kind);
      const answer = await discord.fake
        .slash({ subcommand: 'search', options: { query: 'rag' }, channel })
        .answer();
      expect(textOf(answer)).toContain('A fine paper 1');
      expect(heard[0]).toMatchObject({ target: { id: channel.id, kind: 'channel' } });
      expect(heard[0]?.direct).toMatchObject({ tenant: 'direct', id: discord.fake.user.id, kind: 'direct' });
    });

    it('has rights that the bot could act on nowhere, and is told why', async () => {
      await start();
      const invocation = await askIn(discord.fake.foreignChannel(kind));
      await expect(invocation.hasRight('manage-channel')).rejects.toThrow(sentence);
      await expect(invocation.hasRight('manage-tenant')).rejects.toThrow(sentence);
      await expect(invocation.elsewhere?.(discord.fake.channel.id)).rejects.toThrow(sentence);
      const introduction = ['/applications/@me', '/users/@me'];
      expect(discord.fake.requests.filter(({ method }) => method === 'GET').map(({ path }) => path)).toEqual(
        transport === 'gateway' ? [...introduction, '/gateway/bot', '/gateway/bot'] : introduction,
      );
    });

    it('presses buttons there as anywhere', async () => {
      await start();
      const channel = discord.fake.foreignChannel(kind);
      const options = { query: 'rag' };
      const list = await discord.fake.slash({ subcommand: 'search', options, channel }).answer();
      await discord.fake.press(list, 'Next').answer();
      expect(heard.at(-1)).toMatchObject({ input: { kind: 'action' }, target: { id: channel.id } });
    });
  });

  it('tells nothing of that where the bot is, and in its direct messages', async () => {
    await start();
    expect(await (await askIn(discord.fake.channel)).hasRight('manage-channel')).toBe(true);
    expect(await (await askIn(discord.fake.directChannel())).hasRight('manage-channel')).toBe(true);
  });
});
