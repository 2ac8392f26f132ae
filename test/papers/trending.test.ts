import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { rankByTrend, trending, trendingScore } from '../../src/papers/trending.js';

const now = new Date('2026-05-22T00:00:00Z');
const paper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: id,
  source: 'test',
  feedDate: '2026-05-21',
  ...fields,
});
const ids = (papers: readonly Paper[]) => papers.map(({ id }) => id);

describe('trending', () => {
  it('scores (upvotes + 2 * comments) / (age in hours + 12)^1.3', () => {
    expect(trendingScore(paper('a', { upvotes: 10, comments: 3 }), now)).toBeCloseTo(16 / 36 ** 1.3, 12);
  });

  it('lets a fresh paper pass an older one with as many votes', () => {
    const papers = [paper('old', { upvotes: 9, feedDate: '2026-05-19' }), paper('new', { upvotes: 9 })];
    expect(ids(rankByTrend(papers, now))).toEqual(['new', 'old']);
  });

  it('breaks ties by the order of the source, and never by chance', () => {
    const papers = [paper('c'), paper('b', { feedRank: 2 }), paper('a', { feedRank: 1 }), paper('d')];
    expect(ids(rankByTrend(papers, now))).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(rankByTrend(papers.toReversed(), now))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('ends every period on the newest feed day, however long ago that is', () => {
    const papers = ['2026-05-21', '2026-05-15', '2026-05-14', '2026-04-22', '2026-04-21'].map((feedDate) =>
      paper(feedDate, { feedDate }),
    );
    expect(ids(trending(papers, 'day', now).papers)).toEqual(['2026-05-21']);
    expect(trending(papers, 'week', now)).toMatchObject({
      days: { first: '2026-05-15', last: '2026-05-21' },
    });
    expect(ids(trending(papers, 'week', now).papers)).toHaveLength(2);
    expect(ids(trending(papers, 'month', now).papers)).toHaveLength(4);
  });

  it('ranks everything where no feed day is known, and scores a date in the future as now', () => {
    const { feedDate: _, ...undated } = paper('a', { upvotes: 1 });
    expect(trending([undated], 'day', now)).toEqual({ papers: [undated] });
    expect(trendingScore(paper('b', { upvotes: 1, feedDate: '9999-01-01' }), now)).toBeCloseTo(
      1 / 12 ** 1.3,
      12,
    );
    expect(trending([], 'day', now).papers).toEqual([]);
  });
});
