import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';

const DAY = 24 * 60 * 60 * 1_000;

/** What every keeper of the options of buttons must do. */
export function describeActionStore(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`the actions in ${name}`, () => {
    let store: Store;
    let clock: ManualClock;
    beforeEach(async () => {
      clock = createManualClock();
      store = await open(clock);
    });
    afterEach(() => store.close());

    it('are found by their hash', async () => {
      await store.actions.keep([{ hash: 'abcdefghijklmnop', payload: 'query=rag&page=2' }]);
      await store.actions.keep([{ hash: 'abcdefghijklmnop', payload: 'query=rag&page=2' }]);
      expect(await store.actions.find('abcdefghijklmnop')).toBe('query=rag&page=2');
      expect(await store.actions.find('ponmlkjihgfedcba')).toBeUndefined();
    });

    it('are kept many at a time, those that are known already among them', async () => {
      await store.actions.keep([{ hash: 'b', payload: 'page=2' }]);
      await store.actions.keep(['c', 'b', 'a'].map((hash, at) => ({ hash, payload: `page=${3 - at}` })));
      const found = ['a', 'b', 'c'].map((hash) => store.actions.find(hash));
      expect(await Promise.all(found)).toEqual(['page=1', 'page=2', 'page=3']);
    });

    it('are kept for 400 days', async () => {
      await store.actions.keep([{ hash: 'old', payload: 'page=1' }]);
      clock.advance(400 * DAY);
      expect(await store.actions.find('old')).toBe('page=1');
      clock.advance(1);
      expect(await store.actions.find('old')).toBeUndefined();
    });

    it('are kept anew each time they are shown', async () => {
      await store.actions.keep([{ hash: 'shown again', payload: 'page=1' }]);
      clock.advance(300 * DAY);
      await store.actions.keep([{ hash: 'shown again', payload: 'page=1' }]);
      clock.advance(300 * DAY);
      await store.actions.keep([{ hash: 'another', payload: 'page=2' }]);
      expect(await store.actions.find('shown again')).toBe('page=1');
    });
  });
}
