import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FakeChannel } from '../fakes/discord/channels.js';
import type { OptionValues } from '../fakes/discord/command-options.js';
import { textOf } from '../fakes/discord/message-view.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

describe.each(TRANSPORTS)(
  'somebody who has installed paperboy on Discord (over %s) for themselves',
  (transport) => {
    const platforms = useTwoPlatforms(transport);

    const run = async (channel: FakeChannel, subcommand: string, options: OptionValues = {}) => {
      const permissions = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels;
      return textOf(await platforms.discord.slash({ subcommand, options, channel, permissions }).answer());
    };

    it.each([
      ['a server that the bot is not in', 'text', 'I am not in this server'],
      ['a group of people', 'group', 'I am only a guest in this conversation'],
    ] as const)(
      'asks anything in %s, but sets up nothing for its channels',
      async (_where, kind, sentence) => {
        const channel = platforms.discord.foreignChannel(kind);
        expect(await run(channel, 'search', { query: 'transformer' })).toContain('papers for transformer');
        expect(await run(channel, 'show', { paper: '1' })).toContain('Published');
        for (const mode of ['on', 'show', 'test', 'off', 'resume'])
          expect(await run(channel, 'daily', { mode })).toContain(sentence);
        const elsewhere = { mode: 'on', channel: platforms.discord.channel.id };
        expect(await run(channel, 'daily', elsewhere)).toContain(sentence);
        expect(await run(channel, 'status')).toContain(sentence);
        const here = { query: 'zebrafish', to: 'here' };
        expect(await run(channel, 'subscribe', here)).toContain(sentence);
        expect(await run(channel, 'subscribe', { ...here, save: true })).toContain(sentence);
        expect(await run(channel, 'subscriptions')).toContain('You have no topics yet');
        expect(await platforms.house.services.daily.show(targetIn(channel))).toMatchObject({
          schedule: undefined,
        });
      },
    );

    it('has topics brought to direct messages, wherever they are saved', async () => {
      const { discord, clock, house, tick } = platforms;
      const [far, group] = [discord.foreignChannel('text'), discord.foreignChannel('group')];
      expect(await run(far, 'subscribe', { query: 'zebrafish', save: true })).toContain('Saved as topic 1');
      expect(await run(group, 'subscribe', { query: 'axolotl', save: true })).toContain('Saved as topic 2');
      expect(await run(discord.directChannel(), 'subscriptions')).toContain('Your 2 topics');
      clock.advance(3_600_000);
      const papers = [{ id: '2605.00001', title: 'On zebrafish and the axolotl', source: 'test' }];
      await house.store.papers.merge({ papers, withdrawn: [] }, clock.now());
      await house.services.catalog.follow();
      clock.advance(24 * 3_600_000);
      await tick();
      await tick();
      expect(discord.messages(discord.directChannel()).map(textOf).join('\n')).toContain('On zebrafish');
      expect([...discord.messages(far), ...discord.messages(group)].filter(isDigest)).toEqual([]);
    });
  },
);

function targetIn({ id, guildId }: FakeChannel) {
  return { platform: 'discord', tenant: guildId ?? 'direct', id, kind: 'channel' } as const;
}

function isDigest(message: Parameters<typeof textOf>[0]): boolean {
  return textOf(message).includes('on your topics');
}
