import { expect, it } from 'vitest';
import { createFeedDays, type FeedDay } from '../../src/papers/feed-days.js';

const NOW = new Date('2026-05-21T12:00:00Z');

function completeDay(day: string): FeedDay {
  const readAt = new Date('2026-05-21T02:00:00Z');
  return { source: 'arxiv', day, state: 'complete', papers: 3, readAt, completedAt: readAt };
}

it('a day that is still to come is not the last complete one, whatever its source has said', async () => {
  const days = ['2099-01-01', '2026-05-22', '2026-05-20'].map(completeDay);
  const feedDays = createFeedDays({ ofSource: async () => days, note: async () => {} }, 'arxiv');
  expect((await feedDays.lastComplete(NOW))?.day).toBe('2026-05-22');
  expect((await feedDays.lastComplete(new Date('2026-05-20T12:00:00Z')))?.day).toBeUndefined();
});
