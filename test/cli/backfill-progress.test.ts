import { describe, expect, it } from 'vitest';
import { describeProgress } from '../../src/cli/backfill-progress.js';
import type { BackfillSummary } from '../../src/sources/backfill.js';

function at(daysDone: number, counts: Partial<BackfillSummary>) {
  const none = { added: 0, merged: 0, unchanged: 0, withdrawn: 0, rejected: 0, failed: [] };
  return { day: '2024-05-28', daysDone, summary: { ...none, days: 0, known: 0, papers: 0, ...counts } };
}

describe('what is shown of a backfill', () => {
  it.each([
    ['at the start', at(0, {}), 0, { papers: '0', rate: '0.0', left: '0 s' }],
    ['when it is slow', at(10, { days: 10, papers: 50 }), 10, { papers: '50', rate: '5.0', left: '2 min' }],
    [
      'when it is fast',
      at(50, { days: 50, papers: 5_000 }),
      5,
      { papers: '5,000', rate: '1,000', left: '5 s' },
    ],
    [
      'when most was known',
      at(99, { days: 9, known: 90, papers: 90 }),
      90,
      { papers: '90', rate: '1.0', left: '10 s' },
    ],
  ])('is the rate of papers and the time that is left: %s', (_, progress, seconds, expected) => {
    expect(describeProgress(progress, { total: 100, seconds })).toEqual({ day: '2024-05-28', ...expected });
  });

  it.each([
    [89, '89 s'],
    [900, '15 min'],
    [10_000, '2.8 h'],
  ])('names %i seconds that are left in the unit that fits', (left, text) => {
    const progress = at(1, { days: 1, papers: 1 });
    expect(describeProgress(progress, { total: 1 + left, seconds: 1 }).left).toBe(text);
  });
});
