import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../../../src/core/chat-adapter.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { createScriptedBot, listOf } from '../../../contracts/chat-adapter.js';
import type { Actor } from '../../../fakes/discord/interactions.js';
import { TRANSPORTS } from '../../../support/served-routes.js';
import { createDiscordHarness, type DiscordHarness } from '../discord-harness.js';

const { ManageChannels, ManageGuild, ViewChannel } = PermissionFlagsBits;

let discord: DiscordHarness;
let last: Invocation | undefined;

describe.each(TRANSPORTS)('Discord over %s', (transport) => {
  beforeEach(async () => {
    last = undefined;
    discord = await createDiscordHarness({}, transport);
    const { bot } = createScriptedBot(() => listOf(1));
    const listening: Bot = {
      ...bot,
      handle(invocation) {
        last = invocation;
        return bot.handle(invocation);
      },
    };
    await discord.adapter.start(listening);
  });
  afterEach(async () => {
    await discord.stop();
    expect(discord.fake.violations).toEqual([]);
  });

  /** What the bot is handed when somebody asks for something. */
  async function asked(actor: Actor = {}): Promise<Invocation> {
    await discord.fake.slash({ subcommand: 'search', options: { query: 'rag' }, ...actor }).answer();
    return last ?? expect.fail('nothing was asked');
  }

  async function elsewhere(written: string, actor?: Actor) {
    const { elsewhere: find } = await asked(actor);
    return find === undefined ? expect.fail('there is no elsewhere') : find(written);
  }

  describe('another channel of the server', () => {
    it('is found by its id, by a mention, and where it is a thread', async () => {
      const { fake } = discord;
      const news = fake.addChannel({ name: 'news' });
      const thread = fake.addChannel({ kind: 'thread', name: 'talk', parentId: news.id });
      const place = { platform: 'discord', tenant: fake.guild.id, kind: 'channel' };
      expect(await elsewhere(news.id)).toMatchObject({ target: { ...place, id: news.id }, name: '#news' });
      expect(await elsewhere(`<#${news.id}>`)).toMatchObject({ target: { id: news.id } });
      expect(await elsewhere(thread.id)).toMatchObject({ target: { id: thread.id }, name: '#talk' });
    });

    it('is no channel of another server, none that is unknown or hidden, and no text', async () => {
      const { fake } = discord;
      const foreign = fake.addChannel({ guildId: fake.addGuild('others').id });
      const direct = fake.directChannel();
      const hidden = fake.addChannel({ denied: ViewChannel });
      const removed = fake.addChannel();
      fake.removeChannel(removed);
      await fake.heard();
      for (const written of [foreign.id, direct.id, removed.id, '9'.repeat(18), '#news', '', '../guilds'])
        await expect(elsewhere(written)).rejects.toThrow('I find no such channel in this server.');
      // Only the gateway tells of channels that may not be read; posting there is refused by the check.
      if (transport === 'gateway')
        expect(await elsewhere(hidden.id)).toMatchObject({ target: { id: hidden.id } });
      else await expect(elsewhere(hidden.id)).rejects.toThrow('I find no such channel in this server.');
      expect(await discord.adapter.check(discord.targetOf(hidden))).toMatchObject({ ok: false });
    });

    it('is not called by its name before somebody who may not view it, whatever the button says', async () => {
      const { fake } = discord;
      const plans = fake.addChannel({ name: 'secret-plans', hiddenFrom: [fake.user.id] });
      const { name, hasRight } = await elsewhere(plans.id);
      expect(name).toBe('that channel');
      expect(await hasRight('manage-channel')).toBe(false);
    });

    it('is nowhere in direct messages', async () => {
      const { fake } = discord;
      await expect(elsewhere(fake.channel.id, { channel: fake.directChannel() })).rejects.toThrow(
        'In direct messages there is no other channel',
      );
    });

    it('is managed by those who may manage that channel, not the one where they ask', async () => {
      const { fake } = discord;
      const own = fake.addChannel({ managers: [fake.user.id] });
      const other = fake.addChannel();
      const thread = fake.addChannel({ kind: 'thread', parentId: own.id });
      const hasRight = async (id: string, actor?: Actor) =>
        (await elsewhere(id, actor)).hasRight('manage-channel');
      expect(await hasRight(own.id)).toBe(true);
      expect(await hasRight(thread.id)).toBe(true);
      expect(await hasRight(other.id)).toBe(false);
      // These are rights in the channel where it is asked, and in no other.
      expect(await hasRight(other.id, { permissions: ManageChannels | ManageGuild })).toBe(false);
    });

    it('is no way to manage the server: that takes the right to, here or there', async () => {
      const { fake } = discord;
      const own = fake.addChannel({ managers: [fake.user.id] });
      expect(await (await elsewhere(own.id)).hasRight('manage-tenant')).toBe(false);
      const hasRight = async (permissions: bigint) =>
        (await asked({ permissions })).hasRight('manage-tenant');
      expect(await hasRight(ManageChannels)).toBe(false);
      expect(await hasRight(ManageGuild)).toBe(true);
      expect(await (await asked({ channel: fake.directChannel() })).hasRight('manage-tenant')).toBe(false);
    });

    it('is looked for again later when Discord does not answer', async () => {
      discord.fake.failNext({ method: 'GET', path: /^\/channels/, times: 5 });
      await expect(elsewhere('9'.repeat(18))).rejects.toMatchObject({ name: 'UserError' });
    });
  });
});
