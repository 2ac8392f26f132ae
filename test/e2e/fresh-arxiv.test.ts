import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeArxiv, startFakeArxiv } from '../fakes/arxiv/fake-arxiv.js';
import { inventPaper, rssFeed, rssItem } from '../fakes/arxiv/feeds.js';
import { inventItems } from '../fakes/hugging-face/items.js';
import { type FreshPapers, startFreshPapers } from '../support/fresh-papers.js';

// arXiv and Hugging Face number their invented papers alike, so that 1 and 2 are known to both.
const announcement = rssFeed([1, 2, 7].map((number) => rssItem(inventPaper(number), 'new')));

describe('papers that arXiv announces', () => {
  let arxiv: FakeArxiv;
  let fresh: FreshPapers;
  beforeEach(async () => {
    arxiv = await startFakeArxiv({ rss: () => announcement, now: () => new Date('2026-05-25T06:00:00Z') });
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
});
