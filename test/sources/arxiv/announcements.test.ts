import { describe, expect, it } from 'vitest';
import { inventPaper, rssFeed, rssItem } from '../../fakes/arxiv/feeds.js';
import { openArxivRoom } from './arxiv-room.js';

const feed = rssFeed([
  rssItem(inventPaper(1), 'new'),
  rssItem(inventPaper(2), 'cross'),
  rssItem(inventPaper(3), 'replace'),
  rssItem(inventPaper(4), 'replace-cross'),
]);

describe('an announcement of arXiv', () => {
  it('brings what is new, dated by its day in New York', async () => {
    const { arxiv, server } = await openArxivRoom({ rss: () => feed });
    const { papers, date } = await arxiv.announced(['cs.LG', 'cs.CL']);
    expect(server.requests.map(({ path }) => path)).toEqual(['/rss/cs.LG+cs.CL']);
    expect(date).toBe('2026-05-25');
    expect(papers).toEqual([
      {
        id: '2605.00001',
        title: 'Invented Paper 1',
        abstract: 'We invent this paper & prove that 1 < 2.',
        authors: ['Ada Invented', 'Ben Invented, Jr.'],
        publishedAt: '2026-05-25',
        url: 'https://arxiv.org/abs/2605.00001',
        pdfUrl: 'https://arxiv.org/pdf/2605.00001',
        source: 'arxiv',
      },
    ]);
  });

  it('brings what comes from elsewhere only to those who want it, and never what is replaced', async () => {
    const { arxiv } = await openArxivRoom({ rss: () => feed });
    const { papers } = await arxiv.announced(['cs.LG'], { cross: true });
    expect(papers.map(({ id }) => id)).toEqual(['2605.00001', '2605.00002']);
  });

  it('tells of a paper that is withdrawn later, though it is a replacement', async () => {
    const item = rssItem(inventPaper(7), 'replace').replace(
      /Abstract:[^<]*/,
      'Abstract: This paper has been withdrawn by the authors.',
    );
    const { arxiv } = await openArxivRoom({ rss: () => rssFeed([rssItem(inventPaper(3), 'replace'), item]) });
    const { papers, withdrawn } = await arxiv.announced(['cs.LG']);
    expect(papers).toEqual([]);
    expect(withdrawn).toEqual(['2605.00007']);
  });

  it.each([
    ['Tue, 26 May 2026', '2026-05-26'],
    ['Wed, 27 May 2026', undefined],
    ['Thu, 1 Jan 2099', undefined],
  ])(
    'dated %s is read on the 25th as of %s, for a day to come would stand before all others',
    async (dated, day) => {
      const { arxiv } = await openArxivRoom({ rss: () => rssFeed([rssItem(inventPaper(1), 'new')], dated) });
      const read = arxiv.announced(['cs.LG']);
      if (day === undefined) await expect(read).rejects.toThrow('which is still to come');
      else expect((await read).date).toBe(day);
    },
  );

  it('may be empty, on weekends and holidays', async () => {
    const { arxiv } = await openArxivRoom({ rss: () => rssFeed([]) });
    expect(await arxiv.announced(['cs.LG'])).toMatchObject({ papers: [], problems: [], date: '2026-05-25' });
    const bare = await openArxivRoom({ rss: () => '<rss version="2.0"><channel/></rss>' });
    await expect(bare.arxiv.announced(['cs.LG'])).rejects.toThrow('arXiv sent XML that is no RSS feed.');
  });

  it('is not read again once it was kept', async () => {
    const { arxiv } = await openArxivRoom({ rss: () => feed });
    await arxiv.announced(['cs.LG']);
    const second = await arxiv.announced(['cs.LG']);
    expect([second.unchanged, second.papers.length]).toEqual([false, 1]);
    await second.remember();
    expect(await arxiv.announced(['cs.LG'])).toMatchObject({ unchanged: true, papers: [] });
  });

  it('that does not exist is a sentence', async () => {
    const { arxiv } = await openArxivRoom();
    await expect(arxiv.announced(['cs.XX'])).rejects.toThrow('arXiv announces nothing under cs.XX.');
    await expect(arxiv.announced(['no/category'])).rejects.toThrow('"no/category" is no arXiv category');
  });
});
