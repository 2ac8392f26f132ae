import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readList } from '../../src/sources/hugging-face/list.js';
import { textOf } from '../fakes/discord/message-view.js';
import { inventItem } from '../fakes/hugging-face/items.js';
import { readable } from '../fakes/slack/message-text.js';
import { useTwoPlatforms } from '../support/use-two-platforms.js';

const DATE = '2026-05-21';
const TITLES = [
  '@everyone <@&123> <!channel> <@U1> <!subteam^S1>',
  '[Nature](https://evil.example) <https://evil.example|nature.com>',
  '# || `code` > -# 1. **bold** __line__ | and ```fences```',
  String.raw`$\mathcal{O}(n^2)$ \textbf{ unbalanced`,
  '<b>HTML</b> &lt;script&gt; &amp;amp;',
  'Turned \u202Earound and \u2066never closed',
  '👩‍👩‍👧‍👦'.repeat(80),
  'x'.repeat(900),
];
const ODD = [
  { title: null },
  { title: '' },
  { title: 'y'.repeat(5_000) },
  { id: '../../etc' },
  { title: 'Counted oddly', upvotes: 'NaN', githubStars: -0 },
  { title: 'Linked oddly', projectPage: 'javascript:alert(1)', githubRepo: 'http://a@169.254.169.254/' },
  { title: 'Dated oddly', publishedAt: '0000-00-00' },
  { title: 'By the thousand', authors: Array.from({ length: 3_000 }, (_, at) => ({ name: `Author ${at}` })) },
  { title: 'By nobody', authors: [null, {}, { name: null }, 'text'] },
  { title: 'Told in one word', summary: 'w'.repeat(10_000) },
  { title: 'Told at length', summary: 'word '.repeat(12_000) },
];

describe('papers that mean harm', () => {
  const platforms = useTwoPlatforms();

  it('stop no batch, and reach people as the plain text they are', { timeout: 60_000 }, async () => {
    const items = [
      ...TITLES.map((title, at) => inventItem(at + 1, { paper: { title, upvotes: 5_000 - at } })),
      ...ODD.map((paper, at) => inventItem(at + 101, { paper: { upvotes: 100, ...paper } })),
      inventItem(1, { paper: { title: 'The same id again' } }),
      'a text',
      null,
      inventItem(300, { paper: { title: 'The last one is fine' } }),
    ];
    const { papers, rejected } = readList(items, { place: DATE, date: DATE });
    expect(rejected).toBe(6);
    expect(papers).toHaveLength(items.length - rejected - 1);
    expect(papers.find(({ title }) => title === 'Linked oddly')).not.toHaveProperty('projectPage');
    expect(papers.find(({ title }) => title === 'Counted oddly')?.upvotes).toBeUndefined();

    const { discord, slack, house, clock } = platforms;
    await house.store.papers.merge({ papers, withdrawn: [] }, clock.now());
    await house.services.catalog.follow();
    const permissions = PermissionFlagsBits.ManageChannels;
    for (const page of [1, 2, 3]) {
      const onDiscord = await discord
        .slash({ subcommand: 'trending', options: { limit: 10, page } })
        .answer();
      expect(textOf(onDiscord)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      const onSlack = await slack.slash({ text: `trending limit:10 page:${page}` }).answer();
      expect(readable(onSlack)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      // Blocks hold such words as plain text, which Slack leaves alone; here they would ring.
      expect(onSlack.text).not.toMatch(/<!channel>|<@U1>|<!subteam/);
    }
    for (const title of ['By the thousand', 'Told in one word', 'Told at length', 'The last one is fine']) {
      await discord.slash({ subcommand: 'show', options: { paper: title } }).answer();
      await slack.slash({ text: `show ${title}` }).answer();
    }
    await discord
      .slash({ subcommand: 'daily', options: { mode: 'on', at: '13:00', size: 25 }, permissions })
      .answer();
    await slack.slash({ text: 'daily on at:13:00 size:25', user: slack.users.admin }).answer();
    clock.advance(60 * 60 * 1_000);
    for (let tick = 0; tick < 4; tick++) await platforms.tick();
    expect(discord.messages().some((message) => textOf(message).includes('The last one is fine'))).toBe(true);
    expect(slack.shownIn(slack.channels.papers).map(readable).join()).toContain('@everyone');
  });
});
