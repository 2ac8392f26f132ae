import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

describe.each(TRANSPORTS)('the daily list of another channel (Discord over %s)', (transport) => {
  const platforms = useTwoPlatforms(transport);

  it('is set up, posted there, and stopped by the button of the answer, on Discord', async () => {
    const { discord, clock } = platforms;
    const news = discord.addChannel({ name: 'news', managers: [discord.user.id] });
    const daily = (options: Readonly<Record<string, string>>) =>
      discord.slash({ subcommand: 'daily', options: { channel: news.id, ...options } }).answer();
    const on = await daily({ mode: 'on', at: '22:00' });
    expect(textOf(on)).toContain('The daily list of #news is on');
    clock.advance(10 * 3_600_000);
    await platforms.tick();
    const [list] = discord.messages(news);
    expect(textOf(list ?? expect.fail('nothing was posted'))).toContain('10 papers for 21 May 2026');
    const shown = await daily({ mode: 'show' });
    expect(textOf(shown)).toContain('The daily list of #news');
    const stopped = await discord.press(shown, 'Stop this daily list').answer();
    expect(textOf(stopped)).toContain('The daily list of #news is off.');
    const again = await discord
      .press(list ?? shown, 'Stop this daily list', { permissions: PermissionFlagsBits.ManageChannels })
      .answer();
    expect(textOf(again)).toContain('The daily list was not on.');
  });

  it('is set up by any of its names, posted there, and stopped, on Slack', async () => {
    const { slack, clock } = platforms;
    const { creator, admin } = slack.users;
    const { id } = slack.channels.elsewhere;
    const on = await slack.slash({ text: 'daily on channel:#elsewhere at:22:00', user: creator }).answer();
    expect(readable(on)).toContain('The daily list of #elsewhere is on');
    clock.advance(10 * 3_600_000);
    await platforms.tick();
    expect(slack.shownIn(slack.channels.elsewhere).map(readable)[0]).toContain('10 papers for 21 May 2026');
    for (const channel of [`<#${id}|elsewhere>`, id]) {
      const shown = await slack.slash({ text: `daily show channel:${channel}`, user: admin }).answer();
      expect(readable(shown)).toContain('The daily list of #elsewhere');
    }
    const shown = await slack.slash({ text: 'daily channel:elsewhere', user: admin }).answer();
    const stopped = await slack.press(shown, 'Stop this daily list', admin).answer();
    expect(readable(stopped)).toContain('The daily list of #elsewhere is off.');
  });

  it('is refused for channels of others, and to those who do not manage it', async () => {
    const { discord, slack } = platforms;
    const foreign = discord.addChannel({ guildId: discord.addGuild('others').id });
    const other = discord.addChannel({ name: 'other' });
    const onDiscord = async (channel: string) => {
      const options = { mode: 'on', channel };
      const permissions = PermissionFlagsBits.ManageChannels;
      return textOf(await discord.slash({ subcommand: 'daily', options, permissions }).answer());
    };
    expect(await onDiscord(foreign.id)).toContain('I find no such channel in this server.');
    expect(await onDiscord(other.id)).toContain('is for people who may manage #other');
    const onSlack = async (channel: string, user = slack.users.admin) =>
      readable(await slack.slash({ text: `daily on channel:${channel}`, user }).answer());
    expect(await onSlack(slack.channels.secret.id)).toContain('I find no public channel');
    expect(await onSlack('#general')).toContain('I find no public channel "#general" here.');
    expect(await onSlack('C0')).toContain('I find no public channel "C0" here.');
    expect(await onSlack('#archive')).toContain('This channel is archived; unarchive it first.');
    expect(await onSlack('#elsewhere', slack.users.member)).toContain('people who may manage #elsewhere');
  });
});
