import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';

const MORNING = new Date('2026-05-21T08:00:00Z');
const EVENING = new Date('2026-05-21T20:00:00Z');
const NIGHT = new Date('2026-05-22T01:30:00Z');

/** What every keeper of feed days and of the fortunes of sources must do. */
export function describeFeedDayStore(name: string, open: () => Promise<Store>): void {
  describe(`the feed days in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const day = { source: 'hf', day: '2026-05-21' } as const;

    it('are those of one source, the newest first', async () => {
      await store.feedDays.note({ ...day, day: '2026-05-20', state: 'complete', papers: 0 }, MORNING);
      await store.feedDays.note({ ...day, state: 'filling', papers: 3 }, MORNING);
      await store.feedDays.note({ ...day, source: 'arxiv', state: 'complete', papers: 9 }, MORNING);
      expect(await store.feedDays.ofSource('hf')).toEqual([
        { ...day, state: 'filling', papers: 3, readAt: MORNING },
        { ...day, day: '2026-05-20', state: 'complete', papers: 0, readAt: MORNING, completedAt: MORNING },
      ]);
    });

    it('grow, are completed once, and stay complete', async () => {
      await store.feedDays.note({ ...day, state: 'filling', papers: 3 }, MORNING);
      await store.feedDays.note({ ...day, state: 'filling' }, EVENING);
      expect(await store.feedDays.ofSource('hf')).toMatchObject([{ papers: 3, readAt: EVENING }]);
      await store.feedDays.note({ ...day, state: 'complete', papers: 5 }, NIGHT);
      const later = new Date('2026-05-23T00:00:00Z');
      await store.feedDays.note({ ...day, state: 'complete', papers: 4 }, later);
      await store.feedDays.note({ ...day, state: 'filling' }, later);
      expect(await store.feedDays.ofSource('hf')).toEqual([
        { ...day, state: 'complete', papers: 5, readAt: later, completedAt: NIGHT },
      ]);
    });

    it('come with how their sources fare', async () => {
      expect(await store.sourceStates.all()).toEqual([]);
      await store.sourceStates.failed('hf', 'It did not answer.', MORNING);
      await store.sourceStates.failed('hf', 'It did not answer again.', EVENING);
      await store.sourceStates.succeeded('arxiv', MORNING);
      expect(await store.sourceStates.all()).toEqual([
        { source: 'arxiv', failures: 0, lastSuccessAt: MORNING },
        { source: 'hf', failures: 2, failure: 'It did not answer again.', lastFailureAt: EVENING },
      ]);
      await store.sourceStates.succeeded('hf', NIGHT);
      expect(await store.sourceStates.all()).toMatchObject([
        {},
        { failures: 0, lastSuccessAt: NIGHT, lastFailureAt: EVENING },
      ]);
    });
  });
}
