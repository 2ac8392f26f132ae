import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { menusOf, textOf } from '../fakes/discord/message-view.js';
import { readable } from '../fakes/slack/message-text.js';
import { TRANSPORTS } from '../support/served-routes.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

describe.each(TRANSPORTS)('paperboy on Discord and Slack (Discord over %s)', (transport) => {
  const platforms = useTwoPlatforms(transport);

  it('answers a search, its next page, show, similar and trending on Discord', async () => {
    const { discord } = platforms;
    const search = await discord.slash({ subcommand: 'search', options: { query: 'transformer' } }).answer();
    expect(textOf(search)).toMatch(/\d+ papers for transformer/);
    const next = await discord.press(search, 'Page 2 ▶').answer();
    expect(next.id).toBe(search.id);
    expect(textOf(next)).toContain('Page 2 of');
    const third = await discord.choose(next, 'Go to page…', 'Page 3').answer();
    expect([third.id, textOf(third)]).toEqual([search.id, expect.stringContaining('Page 3 of')]);
    const shown = await discord.press(third, 'Abstract').answer();
    expect(shown.id).not.toBe(next.id);
    expect(textOf(shown)).toContain('Published');
    const similar = await discord.press(shown, 'Similar').answer();
    expect(textOf(similar)).toContain('Shares');
    const trending = await discord
      .slash({ subcommand: 'trending', options: { period: 'day', limit: 25 } })
      .answer();
    expect(textOf(trending)).toContain('Trending papers of 21 May 2026');
    const [abstracts] = menusOf(trending);
    expect([abstracts?.placeholder, abstracts?.options.length]).toEqual(['Abstract of…', 25]);
    const last = abstracts?.options.at(-1)?.label ?? '';
    const chosen = await discord.choose(trending, 'Abstract of…', last).answer();
    expect(textOf(chosen)).toContain(last.replace(/^25\. |…$/g, ''));
    const byNumber = await discord.slash({ subcommand: 'show', options: { paper: '2' } }).answer();
    expect(textOf(byNumber)).toContain('PIXART-δ');
  });

  it('answers a search, its next page, show, similar and trending on Slack', async () => {
    const { slack } = platforms;
    const search = await slack.slash({ text: 'search transformer' }).answer();
    expect(readable(search)).toMatch(/\d+ papers for transformer/);
    const next = await slack.press(search, 'Page 2 ▶').answer();
    expect(next.ts).toBe(search.ts);
    expect(readable(next)).toContain('Page 2 of');
    const third = await slack.choose(next, 'Go to page…', 'Page 3').answer();
    expect([third.ts, readable(third)]).toEqual([search.ts, expect.stringContaining('Page 3 of')]);
    const shown = await slack.press(third, 'Abstract').answer();
    expect(readable(shown)).toContain('Published');
    const similar = await slack.press(shown, 'Similar').answer();
    expect(readable(similar)).toContain('Shares');
    const trending = await slack.slash({ text: 'trending day limit:25' }).answer();
    expect(readable(trending)).toContain('Trending papers of 21 May 2026');
    const byNumber = await slack.slash({ text: 'show 2' }).answer();
    expect(readable(byNumber)).toContain('PIXART-δ');
  });

  it('posts a daily list once a day at the time of the channel, on both, through a restart', async () => {
    const { discord, slack, clock } = platforms;
    const permissions = PermissionFlagsBits.ManageChannels;
    const options = { mode: 'on', at: '09:00', zone: 'Asia/Tokyo', size: 3 };
    await discord.slash({ subcommand: 'daily', options, permissions }).answer();
    const { admin } = slack.users;
    const on = await slack.slash({ text: 'daily on at:09:00 zone:Asia/Tokyo size:3', user: admin }).answer();
    expect(readable(on)).toMatch(/Friday,? 22 May 2026, 09:00/);
    const posts = () => [discord.messages().length, slack.shownIn(slack.channels.papers).length];
    const before = posts();
    const grownBy = (lists: number) => before.map((count) => count + lists);

    clock.advance(11 * 3_600_000);
    await platforms.tick();
    expect(posts()).toEqual(before);

    clock.advance(3_600_000);
    await platforms.tick();
    await platforms.tick();
    expect(posts()).toEqual(grownBy(1));
    expect(textOf(discord.messages().at(-1) ?? expect.fail('nothing was posted'))).toContain(
      '3 papers for 22 May 2026',
    );

    await platforms.restart();
    await platforms.tick();
    expect(posts()).toEqual(grownBy(1));

    clock.advance(24 * 3_600_000);
    await platforms.tick();
    expect(posts()).toEqual(grownBy(2));
    const [first, second] = slack.shownIn(slack.channels.papers).slice(-2).map(readable);
    expect(first).toContain('Three-Phase Transformer');
    expect(second).toContain('3 papers for 23 May 2026');
    expect(second).not.toContain('Three-Phase Transformer');
  });

  it('lets only those who manage a channel set up its list', async () => {
    const { discord, slack } = platforms;
    const onDiscord = await discord
      .slash({ subcommand: 'daily', options: { mode: 'on' }, permissions: 0n })
      .answer();
    const onSlack = await slack.slash({ text: 'daily on', user: slack.users.member }).answer();
    for (const text of [textOf(onDiscord), readable(onSlack)]) {
      expect(text).toContain('people who may manage this channel');
    }
  });
});
