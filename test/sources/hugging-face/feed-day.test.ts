import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseDays,
  daysBetween,
  feedDayAt,
  stateOfDay,
} from '../../../src/sources/hugging-face/feed-day.js';

describe('the feed day', () => {
  it.each([
    ['in summer', '2026-07-22T01:29:59Z', '2026-07-21'],
    ['in summer', '2026-07-22T01:30:00Z', '2026-07-22'],
    ['in winter', '2026-01-15T02:29:59Z', '2026-01-14'],
    ['in winter', '2026-01-15T02:30:00Z', '2026-01-15'],
    ['on the night the clocks go forward', '2026-03-09T01:30:00Z', '2026-03-09'],
    ['on the night the clocks go back', '2026-11-01T01:30:00Z', '2026-11-01'],
    ['on New Year’s Eve', '2026-01-01T02:30:00Z', '2026-01-01'],
    ['at midnight in New York', '2026-07-22T04:00:00Z', '2026-07-22'],
  ])('rolls over at 21:30 in New York: %s, at %s it is %s', (_, now, day) => {
    expect(feedDayAt(new Date(now))).toBe(day);
  });

  it('is complete once it has rolled over, and fills until then', () => {
    expect(stateOfDay('2026-07-21', new Date('2026-07-22T01:29:00Z'))).toBe('filling');
    expect(stateOfDay('2026-07-21', new Date('2026-07-22T01:30:00Z'))).toBe('complete');
    expect(stateOfDay('2026-07-22', new Date('2026-07-22T01:30:00Z'))).toBe('filling');
  });

  it('never goes back, and never skips a day', () => {
    const moments = fc.date({
      min: new Date('2023-05-04'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 24 * 60 }), (now, minutes) => {
        const later = feedDayAt(new Date(now.getTime() + minutes * 60_000));
        expect(daysBetween(feedDayAt(now), later).length).toBeGreaterThanOrEqual(1);
        expect(daysBetween(feedDayAt(now), later).length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('can be counted through, over months and leap days', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(daysBetween('2023-05-04', '2026-05-29')).toHaveLength(1_122);
    expect(daysBetween('2026-05-02', '2026-05-01')).toEqual([]);
  });

  const bounds = { first: '2023-05-04', last: '2026-05-21' };

  it('may be chosen from one to another', () => {
    expect(chooseDays({ from: '2026-05-20', to: '2026-05-21', ...bounds })).toEqual({
      ok: true,
      days: ['2026-05-20', '2026-05-21'],
    });
  });

  it.each([
    ['yesterday', '2026-05-21', '"yesterday" is not a day such as 2026-05-21.'],
    ['2026-05-20', '2026-02-30', '"2026-02-30" is not a day such as 2026-05-21.'],
    ['2023-05-03', '2026-05-21', 'There are no Daily Papers before 2023-05-04.'],
    [
      '2026-05-20',
      '2026-05-22',
      'There are no Daily Papers of 2026-05-22 yet; the newest day is 2026-05-21.',
    ],
    [
      '2026-05-21',
      '2026-05-20',
      '2026-05-21 is after 2026-05-20: --from names the first day, --to the last.',
    ],
  ])('may be chosen wrongly, from %s to %s', (from, to, problem) => {
    expect(chooseDays({ from, to, ...bounds })).toEqual({ ok: false, problem });
  });
});
