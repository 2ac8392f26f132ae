import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeArxiv, startFakeArxiv } from '../fakes/arxiv/fake-arxiv.js';
import { atomEntry, atomFeed, inventPaper, rssFeed, rssItem } from '../fakes/arxiv/feeds.js';
import { inventItems } from '../fakes/hugging-face/items.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';

const announcementOf = (numbers: readonly number[], date: string) =>
  rssFeed(
    numbers.map((number) => rssItem(inventPaper(number), 'new')),
    date,
  );

// arXiv and Hugging Face number their invented papers alike, so that 1 and 2 are known to both.
const monday = announcementOf([1, 2, 7], 'Mon, 25 May 2026');

describe('papers that arXiv announces', () => {
  let arxiv: FakeArxiv;
  let fresh: FreshPapers;
  let announcement: string;
  /** The numbers of the papers that were submitted from an instant on, as `submittedDate` has it. */
  let submitted: Readonly<Record<string, readonly number[]>>;
  const query = (parameters: URLSearchParams) => {
    const from = /submittedDate:\[(\d+)/.exec(parameters.get('search_query') ?? '')?.[1] ?? '';
    return atomFeed((submitted[from] ?? []).map((number) => atomEntry(inventPaper(number))));
  };
  beforeEach(async () => {
    announcement = monday;
    submitted = {};
    const now = () => new Date('2026-05-25T06:00:00Z');
    arxiv = await startFakeArxiv({ rss: () => announcement, query, now });
  });
  afterEach(async () => {
    await fresh.stop();
    await arxiv.close();
  });
  const start = async (sources: string) => {
    fresh = await startFreshPapers({
      databaseUrl: 'file::memory:',
      start: '2026-05-25T06:00:00Z',
      days: { '2026-05-24': inventItems(3) },
      environment: { SOURCES: sources, ARXIV_API_URL: arxiv.url, ARXIV_CATEGORIES: 'cs.LG,cs.CL' },
    });
  };

  it('are the daily list where arXiv is the only source', async () => {
    await start('arxiv');
    await fresh.ask('daily on at:09:00 zone:UTC');
    await fresh.pollUntil('2026-05-25T09:00:00Z');
    await fresh.post();
    expect(fresh.posts()).toEqual([expect.stringContaining('3 papers for 25 May 2026')]);
    expect(arxiv.requests.map(({ path }) => path)).toEqual(['/rss/cs.LG+cs.CL']);
    expect(fresh.asked()).toEqual([]);
    expect(await fresh.ask('trending')).toContain('Trending papers of 25 May 2026\n');
    await fresh.pollUntil('2026-05-26T06:00:00Z');
    expect(arxiv.requests).toHaveLength(5);
  });

  it('can be searched beside those of Hugging Face, whose days are listed; what both know is one paper', async () => {
    await start('hf,arxiv');
    await fresh.pollUntil('2026-05-25T06:05:00Z');
    const { catalog, feedDays } = fresh.house.services;
    expect(catalog.all().map(({ id, feedDate, source }) => [id.slice(-1), feedDate, source])).toEqual([
      ['1', '2026-05-24', 'hugging-face'],
      ['2', '2026-05-24', 'hugging-face'],
      ['3', '2026-05-24', 'hugging-face'],
      ['7', undefined, 'arxiv'],
    ]);
    expect(await feedDays.lastComplete(fresh.clock.now())).toMatchObject({ day: '2026-05-24', papers: 3 });
    expect(await fresh.ask('search id:2605.00007')).toContain('Invented Paper 7');
    expect(await fresh.ask('trending')).not.toContain('Invented Paper 7');
    expect(await fresh.ask('about')).toMatch(/arXiv: read 25 May 2026, 06:0\d UTC/);
  });

  it('while nobody listened are read when the bot is back: on their own days, and nothing is listed twice', async () => {
    await start('arxiv');
    await fresh.ask('daily on at:09:00 zone:UTC');
    await fresh.pollUntil('2026-05-25T09:00:00Z');
    await fresh.post();
    // Nobody is there on Tuesday and Wednesday; Paper 12, submitted for Wednesday, was held back until Thursday.
    announcement = announcementOf([12, 13], 'Thu, 28 May 2026');
    submitted = { '202605221800': [2, 10], '202605251800': [11, 12] };
    fresh.clock.advance(3 * 24 * 60 * 60_000);
    await fresh.pollUntil('2026-05-28T09:15:00Z');
    await fresh.post();
    const { catalog, feedDays } = fresh.house.services;
    expect(catalog.all().map(({ id, feedDate }) => `${feedDate} ${Number(id.slice(-2))}`)).toEqual([
      '2026-05-28 12',
      '2026-05-28 13',
      '2026-05-27 11',
      '2026-05-26 10',
      '2026-05-25 1',
      '2026-05-25 2',
      '2026-05-25 7',
    ]);
    expect((await feedDays.all()).map(({ day, papers }) => [day.slice(-2), papers])).toEqual([
      ['28', 2],
      ['27', 1],
      ['26', 1],
      ['25', 3],
    ]);
    expect(fresh.posts().map((text) => /(\d+ papers?) for (\d+) May/.exec(text)?.slice(1))).toEqual([
      ['3 papers', '25'],
      ['2 papers', '28'],
    ]);
    expect(await fresh.ask('search id:2605.00011')).toContain('Invented Paper 11');
    const searches = arxiv.requests.filter(({ path }) => path.startsWith('/api/query'));
    expect(searches).toHaveLength(2);
  });
});
