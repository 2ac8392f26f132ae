import { describe, expect, it } from 'vitest';
import { inventItem, inventItems } from '../../fakes/hugging-face/items.js';
import { openReadingRoom } from './reading-room.js';

const DAY = '2026-05-21';

async function readDay(...items: readonly unknown[]) {
  const { huggingFace } = await openReadingRoom({ days: { [DAY]: items } });
  return huggingFace.day(DAY);
}

describe('a paper of Hugging Face', () => {
  it('is read from the inner paper, in our words', async () => {
    const { papers } = await readDay(
      inventItem(7, {
        paper: {
          ai_summary: 'Short.',
          ai_keywords: ['one', 'two'],
          githubRepo: 'https://github.com/ada/seven',
          githubStars: 12,
          projectPage: 'https://seven.example.org',
          organization: { _id: 'o', name: 'seven-lab', fullname: 'Seven Lab' },
        },
      }),
    );
    expect(papers).toEqual([
      {
        id: '2605.00007',
        title: 'Invented Paper 7',
        abstract: 'We invent paper 7 in two lines.',
        authors: ['Ada Invented', 'Ben Invented'],
        organization: 'Seven Lab',
        publishedAt: '2026-05-20T17:08:18.000Z',
        feedDate: DAY,
        feedRank: 1,
        upvotes: 993,
        comments: 0,
        githubRepo: 'https://github.com/ada/seven',
        githubStars: 12,
        projectPage: 'https://seven.example.org',
        thumbnail: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2605.00007.png',
        aiSummary: 'Short.',
        aiKeywords: ['one', 'two'],
        url: 'https://huggingface.co/papers/2605.00007',
        pdfUrl: 'https://arxiv.org/pdf/2605.00007',
        source: 'hugging-face',
      },
    ]);
  });
});

describe('the ten traps', () => {
  it('1: whoever submitted it has a name under one key or another, or none, and is kept under none', async () => {
    const names = [
      { paper: { submittedOnDailyBy: { user: 'mallory' } }, item: { submittedBy: { name: 'mallory' } } },
      { paper: { submittedOnDailyBy: { name: 'mallory' } }, item: { submittedBy: { user: 'mallory' } } },
      { paper: { submittedOnDailyBy: null }, item: { submittedBy: undefined } },
    ];
    const { papers, rejected } = await readDay(...names.map((changes, index) => inventItem(index, changes)));
    expect([papers.length, rejected]).toEqual([3, 0]);
    expect(JSON.stringify(papers)).not.toMatch(/mallory|Some One/);
  });

  it('2: the outer date is New York’s wall time with a Z, so the inner one counts', async () => {
    const item = inventItem(1, {
      paper: { publishedAt: '2026-07-23T00:00:00.000Z' },
      item: { publishedAt: '2026-07-22T20:00:00.000Z' },
    });
    expect((await readDay(item)).papers[0]?.publishedAt).toBe('2026-07-23T00:00:00.000Z');
    const alone = inventItem(1, { paper: { publishedAt: undefined } });
    expect((await readDay(alone)).papers[0]).not.toHaveProperty('publishedAt');
  });

  it('3: there is no day before the first one, nor after the one that New York has', async () => {
    const { huggingFace, server } = await openReadingRoom({}, { at: '2026-05-22T01:29:00Z' });
    await expect(huggingFace.day('2023-05-03')).rejects.toThrow(
      'There are no Daily Papers before 2023-05-04.',
    );
    await expect(huggingFace.day('2026-05-22')).rejects.toThrow(
      'There are no Daily Papers of 2026-05-22 yet.',
    );
    expect(server.requests).toEqual([]);
    const later = await openReadingRoom({}, { at: '2026-05-22T01:30:00Z' });
    expect(await later.huggingFace.day('2026-05-22')).toMatchObject({ papers: [], state: 'filling' });
  });

  it('4: the day of a submission is cut off its text, whatever zone this machine is in', async () => {
    const midnight = inventItem(1, { paper: { submittedOnDailyAt: '2026-05-19T00:00:00.000Z' } });
    const evening = inventItem(2, { paper: { submittedOnDailyAt: '2026-05-19T23:59:59.999Z' } });
    const { huggingFace } = await openReadingRoom({ trending: [midnight, evening] });
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/Los_Angeles';
    const { papers } = await huggingFace.trending();
    process.env['TZ'] = zone;
    expect(papers.map(({ feedDate }) => feedDate)).toEqual(['2026-05-19', '2026-05-19']);
  });

  it('5: a batch that still fills says so, and brings the later ones when asked again', async () => {
    const days = { [DAY]: inventItems(1) as readonly unknown[] };
    const { huggingFace, clock } = await openReadingRoom({ days });
    const morning = await huggingFace.day(DAY);
    await morning.remember();
    expect([morning.state, morning.papers.length]).toEqual(['filling', 1]);
    days[DAY] = inventItems(3);
    clock.loseTime(24 * 60 * 60 * 1_000);
    const night = await huggingFace.day(DAY);
    expect([night.state, night.papers.length]).toEqual(['complete', 3]);
  });

  it('6: a weekend has no papers, and that is no error', async () => {
    const { huggingFace, logger } = await openReadingRoom({ days: {} });
    expect(await huggingFace.day('2026-05-17')).toMatchObject({ papers: [], problems: [], rejected: 0 });
    expect(logger.entries).toEqual([]);
  });

  it('7: the place in trending is no place in a feed day, and its papers keep the days they had', async () => {
    const old = inventItem(1, { paper: { submittedOnDailyAt: '2025-01-02T08:00:00.000Z', upvotes: 3 } });
    const { huggingFace } = await openReadingRoom({ trending: [old, inventItem(2)] });
    const { papers } = await huggingFace.trending();
    expect(papers.map(({ feedDate, upvotes }) => [feedDate, upvotes])).toEqual([
      ['2025-01-02', 3],
      [DAY, 998],
    ]);
    for (const paper of papers) expect(paper).not.toHaveProperty('feedRank');
  });

  it('8: what the outer object says of summary, code and stars is not used', async () => {
    const outer = {
      ai_summary: 'outer',
      ai_keywords: ['outer'],
      githubRepo: 'https://github.com/outer/outer',
      githubStars: 99,
      projectPage: 'https://outer.example.org',
      title: 'outer',
      summary: 'outer',
      upvotes: 99,
    };
    const { papers } = await readDay(inventItem(1, { item: outer }));
    expect(JSON.stringify(papers)).not.toContain('outer');
    expect(papers[0]).toMatchObject({ title: 'Invented Paper 1', upvotes: 999 });
  });

  it('9: votes, comments and stars grow for days, and are new when asked again', async () => {
    const grown = (upvotes: number, numComments: number, githubStars: number) => [
      inventItem(1, { paper: { upvotes, githubStars }, item: { numComments } }),
    ];
    const days = { [DAY]: grown(1, 0, 2) };
    const { huggingFace } = await openReadingRoom({ days });
    await (await huggingFace.day(DAY)).remember();
    days[DAY] = grown(40, 6, 70);
    const { papers } = await huggingFace.day(DAY);
    expect(papers).toMatchObject([{ upvotes: 40, comments: 6, githubStars: 70 }]);
  });

  it('10: authors who hide are nowhere', async () => {
    const authors = [
      { name: 'Ada Invented', hidden: false },
      { name: 'Secret Author', hidden: true },
      { name: 'Other Secret', hidden: 'yes' },
    ];
    const { papers } = await readDay(
      inventItem(1, { paper: { authors } }),
      inventItem(2, { paper: { authors: authors.slice(1) } }),
    );
    expect(papers[0]?.authors).toEqual(['Ada Invented']);
    expect(papers[1]?.authors).toEqual([]);
    expect(JSON.stringify(papers)).not.toContain('Secret');
  });

  it.each([
    ['2605.12345v3', '2605.12345'],
    ['arXiv:2605.12345', '2605.12345'],
    ['0704.0001', '0704.0001'],
    ['hep-ex/0307015v1', 'hep-ex/0307015'],
    ['math.GT/0309136', 'math/0309136'],
  ])('10: the id %s is that of paper %s', async (written, id) => {
    expect((await readDay(inventItem(1, { paper: { id: written } }))).papers[0]).toMatchObject({
      id,
      url: `https://huggingface.co/papers/${id}`,
    });
  });
});
