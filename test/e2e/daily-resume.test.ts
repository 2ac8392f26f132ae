import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const MINUTES = 60_000;
const permissions = PermissionFlagsBits.ManageChannels;

describe('a channel that lost its permission', () => {
  const platforms = useTwoPlatforms();

  it('is named by status, and has its list of today once it is resumed, and once only', async () => {
    const { discord, clock } = platforms;
    const { SendMessages } = PermissionFlagsBits;
    const channel = discord.addChannel({ name: 'news' });
    const say = async (subcommand: string, options: Readonly<Record<string, string | number>> = {}) =>
      textOf(await discord.slash({ subcommand, options, channel, permissions }).answer());
    const lists = () =>
      discord.messages(channel).filter((message) => textOf(message).includes('1 paper for'));
    await say('daily', { mode: 'on', at: '13:00', size: 1 });
    discord.changeChannel(channel, { denied: SendMessages });
    await discord.gateway.heard();
    clock.advance(60 * MINUTES);
    await platforms.tick();
    await platforms.tick();
    expect(await say('status')).toContain(
      'Nothing is posted since 21 May 2026: I lack Send Messages in #news.',
    );
    expect(await say('daily', { mode: 'resume' })).toContain('I lack Send Messages in #news.');
    discord.changeChannel(channel, { denied: 0n });
    await discord.gateway.heard();
    expect(await say('daily', { mode: 'resume' })).toContain('I can post here again.');
    for (let tick = 0; tick < 3; tick++) {
      clock.advance(MINUTES);
      await platforms.tick();
    }
    expect(lists()).toHaveLength(1);
    expect(await say('status')).toContain('1 message = 1 sent + 0 failed + 0 skipped');
  });
});
