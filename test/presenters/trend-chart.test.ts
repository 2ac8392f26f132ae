import { describe, expect, it } from 'vitest';
import type { TrendWeek } from '../../src/papers/trends.js';
import { trendChart, trendWords } from '../../src/presenters/trend-chart.js';

const week = (monday: string, papers: number, votes: number): TrendWeek => ({ monday, papers, votes });
const WEEKS = [week('2025-12-22', 3, 40), week('2025-12-29', 12, 1_300), week('2026-01-05', 5, 0)];
const WITHOUT_VOTES = WEEKS.map((one) => ({ ...one, votes: 0 }));

describe('the chart of a trend', () => {
  it('has papers as bars, votes as a line, and each year below its first week', () => {
    expect(trendChart('rag', WEEKS)).toEqual({
      titles: ['rag: papers and votes by week', 'Papers and votes by week'],
      across: { name: 'Week from Monday, in UTC', values: ['22 Dec\n2025', '29 Dec', '5 Jan\n(so far)'] },
      bars: { name: 'Papers', values: [3, 12, 5] },
      line: { name: 'Votes', values: [40, 1_300, 0] },
      unfinished: true,
    });
    const [first, second] = trendChart('rag', [...WEEKS.slice(1), week('2026-01-12', 1, 0)]).across.values;
    expect([first, second]).toEqual(['29 Dec\n2025', '5 Jan\n2026']);
  });

  it('has no line of votes where none are known', () => {
    expect(trendChart('rag', WITHOUT_VOTES)).not.toHaveProperty('line');
    expect(trendChart('rag', WITHOUT_VOTES).titles).toEqual(['rag: papers by week', 'Papers by week']);
  });

  it('is said in words and figures', () => {
    expect(trendWords('rag', WEEKS)).toBe(
      'Bars: papers on rag by week, from that of 22 December 2025 to that of 5 January 2026, which is not over. ' +
        '20 papers in all, most in the week of 29 December 2025 (12). ' +
        'A line: their votes, 1,340 votes in all, most in the week of 29 December 2025 (1,300). ' +
        'Papers week by week: 3, 12, 5. Votes week by week: 40, 1,300, 0.',
    );
    expect(trendWords('rag', WITHOUT_VOTES)).not.toContain('otes');
  });

  it('is said in no more words than Discord takes, however much there is', () => {
    const many = Array.from({ length: 26 }, () => week('2026-09-28', 1_000_000, 10_000_000));
    expect(trendWords('x'.repeat(500), many).length).toBeLessThanOrEqual(1_024);
  });
});
