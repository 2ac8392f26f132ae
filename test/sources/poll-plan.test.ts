import { describe, expect, it } from 'vitest';
import type { FeedDay } from '../../src/papers/feed-days.js';
import { daysToRead, resumesAt } from '../../src/sources/poll-plan.js';

const today = '2026-05-21';
const now = new Date('2026-05-21T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const read = (day: string, hours: number, state: FeedDay['state'] = 'complete'): FeedDay => ({
  source: 'hf',
  day,
  state,
  papers: 1,
  readAt: hoursAgo(hours),
});
const daysBefore = (back: number) =>
  new Date(Date.parse(today) - back * 86_400_000).toISOString().slice(0, 10);
const complete = (hours: number) =>
  Array.from({ length: 14 }, (_, back) => read(daysBefore(back + 1), hours));
const due = (known: readonly FeedDay[]) => daysToRead({ now, today, firstDay: '2023-05-04', known });

describe('the feed days to read', () => {
  it('are all of the last two weeks at first, the newest first', () => {
    expect(due([])).toEqual(Array.from({ length: 15 }, (_, back) => daysBefore(back)));
    expect(daysToRead({ now, today, firstDay: '2026-05-20', known: [] })).toEqual([today, '2026-05-20']);
  });

  it('are none while everything was read of late', () => {
    expect(due([read(today, 1.9, 'filling'), ...complete(23)])).toEqual([]);
  });

  it('are the day that fills, every two hours', () => {
    expect(due([read(today, 2, 'filling'), ...complete(23)])).toEqual([today]);
  });

  it('are a day that has ended since, at once, and a day that was missed', () => {
    const known = [read(today, 0, 'filling'), read(daysBefore(1), 0.1, 'filling'), ...complete(1).slice(2)];
    expect(due(known)).toEqual([daysBefore(1), daysBefore(2)]);
  });

  it('are one of those whose votes still grow, a day after it was read: the one that waits longest', () => {
    const known = [read(today, 0, 'filling'), ...complete(24).slice(0, 13), read(daysBefore(14), 30)];
    expect(due(known)).toEqual([daysBefore(14)]);
    expect(due([...known, read(daysBefore(15), 99)])).toEqual([daysBefore(14)]);
  });
});

describe('a source that has failed', () => {
  it.each([
    [0, 0],
    [1, 5],
    [2, 10],
    [5, 80],
    [6, 120],
    [60, 120],
  ])('%i times in a row is left alone for %i minutes', (failures, minutes) => {
    const resumes = resumesAt({ failures, lastFailureAt: now }).getTime();
    expect(resumes).toBe(failures === 0 ? 0 : now.getTime() + minutes * 60_000);
  });
});
