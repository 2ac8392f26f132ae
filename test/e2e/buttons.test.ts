import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEphemeral, textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { startTwoPlatforms, type TwoPlatforms } from '../support/two-platforms.js';

const HOURS = 3_600_000;
const permissions = PermissionFlagsBits.ManageChannels;
const STOP = 'Stop this daily list';
const OFF = 'The daily list is off.';
const WAS_NOT_ON = 'The daily list was not on.';

describe.each(TRANSPORTS)('the buttons of a daily list (Discord over %s)', (transport) => {
  const folder = useTemporaryFolder();
  let platforms: TwoPlatforms;
  beforeEach(async () => {
    platforms = await startTwoPlatforms(`file:${folder.path('paperboy.db')}`, {}, transport);
    const { discord, slack } = platforms;
    const options = { mode: 'on', at: '22:00', size: 1 };
    await discord.slash({ subcommand: 'daily', options, permissions }).answer();
    await slack.slash({ text: 'daily on at:22:00 size:1', user: slack.users.admin }).answer();
    platforms.clock.advance(10 * HOURS);
    await platforms.tick();
  });
  afterEach(async () => {
    await platforms.stop();
    expect([...platforms.discord.violations, ...platforms.slack.violations]).toEqual([]);
  });

  const onDiscord = () => platforms.discord.messages().at(-1) ?? expect.fail('nothing was posted');
  const onSlack = () => {
    const { slack } = platforms;
    return slack.shownIn(slack.channels.papers).at(-1) ?? expect.fail('nothing was posted');
  };
  const isOn = async () => {
    const { discord, slack, house } = platforms;
    const places = [
      { platform: 'discord', tenant: discord.guild.id, id: discord.channel.id, kind: 'channel' },
      { platform: 'slack', tenant: slack.team.id, id: slack.channels.papers.id, kind: 'channel' },
    ] as const;
    return Promise.all(
      places.map(async (place) => (await house.services.daily.show(place)).schedule !== undefined),
    );
  };

  it('do not stop it for those who may not manage the channel, and tell nobody else', async () => {
    const { discord, slack } = platforms;
    const refused = await discord.press(onDiscord(), STOP).answer();
    expect(textOf(refused)).toContain('is for people who may manage this channel');
    expect(isEphemeral(refused)).toBe(true);
    const also = await slack.press(onSlack(), STOP, slack.users.member).answer();
    expect(readable(also)).toContain('is for people who may manage this channel');
    expect(await isOn()).toEqual([true, true]);
  });

  it('stop it once, though they are pressed twice at the same moment', async () => {
    const { discord, slack } = platforms;
    const pressed = [
      discord.press(onDiscord(), STOP, { permissions }),
      discord.press(onDiscord(), STOP, { permissions }),
    ];
    const answers = (await Promise.all(pressed.map((press) => press.answer()))).map(textOf);
    expect(answers.filter((text) => text.includes(OFF))).toHaveLength(1);
    expect(answers.filter((text) => text.includes(WAS_NOT_ON))).toHaveLength(1);
    const { admin } = slack.users;
    const also = [slack.press(onSlack(), STOP, admin), slack.press(onSlack(), STOP, admin)];
    const texts = (await Promise.all(also.map((press) => press.answer()))).map(readable);
    expect(texts.filter((text) => text.includes(OFF))).toHaveLength(1);
    expect(texts.filter((text) => text.includes(WAS_NOT_ON))).toHaveLength(1);
    expect(await isOn()).toEqual([false, false]);
  });

  it('forged for another channel or server do nothing without the right there', async () => {
    const { discord } = platforms;
    const news = discord.addChannel({ name: 'news' });
    const foreign = discord.addChannel({ guildId: discord.addGuild('others').id });
    const forged = async (options: string) =>
      textOf(await discord.press(onDiscord(), `v1:daily:${options}`, { forged: true, permissions }).answer());
    expect(await forged(`channel=${news.id}&mode=off`)).toContain('people who may manage #news');
    expect(await forged(`channel=${foreign.id}&mode=off`)).toContain(
      'I find no such channel in this server.',
    );
    expect(await forged('channel=%3C%40everyone%3E&mode=off')).toContain('I find no such channel');
    expect(await forged('mode=explode')).toContain('`mode` takes one of on, off, show, test, resume');
    expect(await forged('mode=off&hurry=1')).toContain('There is no option `hurry` here.');
    expect(await isOn()).toEqual([true, true]);
  });

  it('say that a paper is gone when it was taken back meanwhile', async () => {
    const { discord, slack, house, clock } = platforms;
    const papers = house.services.catalog.all();
    const withdrawn = papers.map(({ id }) => id);
    await house.store.papers.merge({ papers: [], withdrawn }, clock.now());
    await house.services.catalog.follow();
    const list = onDiscord();
    const answers = [
      textOf(await discord.press(list, 'Abstract').answer()),
      textOf(await discord.press(list, 'Similar').answer()),
      readable(await slack.press(onSlack(), 'Abstract').answer()),
    ];
    for (const text of answers) expect(text).toContain('has been withdrawn, so I do not list it any more.');
  });
});
