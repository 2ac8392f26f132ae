import { describe, expect, it } from 'vitest';
import type { FeedDay } from '../../../src/papers/feed-days.js';
import { missedDays, submissionsOf } from '../../../src/sources/arxiv/announcement-days.js';

// A Thursday, 8:00 in New York.
const now = new Date('2026-05-21T12:00:00Z');
const read = (day: string, more: Partial<FeedDay> = {}): FeedDay => ({
  ...{ source: 'arxiv', day, state: 'complete', papers: 9, readAt: new Date(`${day}T12:00:00Z`) },
  ...more,
});
const missed = (...known: readonly FeedDay[]) => missedDays({ now, known });

describe('the announcement days that were missed', () => {
  it('are none at the first start, and none of before it', () => {
    expect(missed()).toEqual([]);
    expect(missed(read('2026-05-20'))).toEqual([]);
  });

  it('are the working days since the last one known, the newest first, without today', () => {
    expect(missed(read('2026-05-14'))).toEqual(['2026-05-20', '2026-05-19', '2026-05-18', '2026-05-15']);
  });

  it('are those in between, also where later ones were read', () => {
    expect(missed(read('2026-05-15'), read('2026-05-19'), read('2026-05-20'))).toEqual(['2026-05-18']);
  });

  it('are of the last two weeks, however long nobody was there', () => {
    const days = missed(read('2025-12-01'));
    expect([days.length, days.at(-1)]).toEqual([10, '2026-05-07']);
  });

  it('end with today as it is in New York', () => {
    const known = [read('2026-05-19')];
    expect(missedDays({ now: new Date('2026-05-21T03:59:00Z'), known })).toEqual([]);
    expect(missedDays({ now: new Date('2026-05-21T04:01:00Z'), known })).toEqual(['2026-05-20']);
  });

  it('are asked for once more where they seemed empty, a day later', () => {
    const empty = (hours: number) =>
      read('2026-05-19', { state: 'filling', readAt: new Date(now.getTime() - hours * 3_600_000) });
    const others = [read('2026-05-18'), read('2026-05-20')];
    expect(missed(...others, empty(23))).toEqual([]);
    expect(missed(...others, empty(24))).toEqual(['2026-05-19']);
  });
});

describe('the submissions of an announcement day', () => {
  it.each([
    ['a Wednesday, in summer', '2026-05-20', '2026-05-18T18:00Z', '2026-05-19T18:00Z'],
    ['a Monday', '2026-05-18', '2026-05-14T18:00Z', '2026-05-15T18:00Z'],
    ['a Tuesday, which has the weekend', '2026-05-19', '2026-05-15T18:00Z', '2026-05-18T18:00Z'],
    ['a day in winter', '2026-01-15', '2026-01-13T19:00Z', '2026-01-14T19:00Z'],
    ['a weekend on which the clocks change', '2026-03-10', '2026-03-06T19:00Z', '2026-03-09T18:00Z'],
  ])('came in between two closings: %s', (_, day, from, to) => {
    expect(submissionsOf(day)).toEqual({ from: new Date(from), to: new Date(to) });
  });

  it('leave no gap between one day and the next', () => {
    const days = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22', '2026-05-25'];
    const spans = days.map(submissionsOf);
    expect(spans.slice(1).map(({ from }) => from)).toEqual(spans.slice(0, -1).map(({ to }) => to));
  });
});
