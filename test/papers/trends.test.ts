import { describe, expect, it } from 'vitest';
import type { SignalDay } from '../../src/papers/signal-history.js';
import { trendWeeks } from '../../src/papers/trends.js';
import { samplePaper } from '../store/sample-papers.js';

const now = new Date('2026-05-21T12:00:00Z');
const paper = (id: string, feedDate?: string) =>
  samplePaper(id, { id, publishedAt: '2026-05-05', ...(feedDate === undefined ? {} : { feedDate }) });
const votes = (paperId: string, day: string, upvotes: number): SignalDay => ({ paperId, day, upvotes });
const weeksOf = (papers: ReturnType<typeof paper>[], history: readonly SignalDay[] = []) =>
  trendWeeks({ papers, history, weeks: 3, now }).map((week) => [week.monday, week.papers, week.votes]);

describe('the trend of papers', () => {
  it('counts them in the weeks they were listed in, from Monday to Sunday, else published', () => {
    const papers = [paper('a', '2026-05-18'), paper('b', '2026-05-17'), paper('c', '2026-05-11'), paper('d')];
    expect(weeksOf([...papers, paper('e', '2026-05-03'), paper('f', '2026-05-25')])).toEqual([
      ['2026-05-04', 1, 0],
      ['2026-05-11', 2, 0],
      ['2026-05-18', 1, 0],
    ]);
  });

  it('counts the first votes in the week of the list, and what was gained in the week it was seen in', () => {
    const history = [
      votes('a', '2026-05-13', 10),
      votes('a', '2026-05-16', 14),
      votes('a', '2026-05-19', 20),
    ];
    expect(weeksOf([paper('a', '2026-05-08')], history)).toEqual([
      ['2026-05-04', 1, 10],
      ['2026-05-11', 0, 4],
      ['2026-05-18', 0, 6],
    ]);
  });

  it('knows nothing of votes before the weeks it looks at, except that they were there', () => {
    const history = [votes('a', '2026-05-01', 100), { paperId: 'a', day: '2026-05-10', comments: 3 }];
    expect(weeksOf([paper('a', '2026-04-30')], [...history, votes('a', '2026-05-20', 101)])).toEqual([
      ['2026-05-04', 0, 0],
      ['2026-05-11', 0, 0],
      ['2026-05-18', 0, 1],
    ]);
  });
});
