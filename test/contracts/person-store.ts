import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { NINE, nineAnd, TOMORROW } from './new-delivery.js';
import { LIMITS, person, subscribed } from './new-subscription.js';

/** What every keeper of people's own settings must do. */
export function describePersonStore(name: string, open: () => Promise<Store>): void {
  describe(`the people in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('have nothing of their own until they say so, and then what they said last', async () => {
      expect(await store.people.find(person('ana'))).toEqual({});
      await store.people.save(person('ana'), { zone: 'Asia/Tokyo', at: '07:00' }, [], NINE);
      await store.people.save(person('ana'), { zone: 'Europe/Berlin' }, [], NINE);
      expect(await store.people.find(person('ana'))).toEqual({ zone: 'Europe/Berlin' });
      expect(await store.people.find(person('ana', 'T2'))).toEqual({});
    });

    it('move their topics with their settings, but for one that has been changed meanwhile', async () => {
      const read = await subscribed(store, 'ana');
      const other = await subscribed(store, 'ana', { query: 'vision' });
      await store.subscriptions.change({ ...other, nextRunAt: nineAnd(60) }, LIMITS, NINE);
      const moved = [read, other].map((one) => ({ ...one, nextRunAt: TOMORROW }));
      await store.people.save(person('ana'), { at: '10:00' }, moved, NINE);
      const after = await store.subscriptions.ofOwner(person('ana'));
      expect(after.map(({ nextRunAt, revision }) => [nextRunAt, revision])).toEqual([
        [TOMORROW, 2],
        [nineAnd(60), 2],
      ]);
      expect(after[0]?.person).toEqual({ at: '10:00' });
    });
  });
}
