import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { NINE, newDelivery } from './new-delivery.js';
import { person, ROOM, subscribed } from './new-subscription.js';
import { dailySchedule } from './schedule-store.js';

/** What every keeper of people's data must do. */
export function describePrivacyStore(name: string, open: () => Promise<Store>): void {
  describe(`what is kept of people in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.people.save(person('ana'), { zone: 'Asia/Tokyo' }, [], NINE);
      await subscribed(store, 'ana');
      await subscribed(store, 'bob');
      await store.schedules.save(dailySchedule('one', { target: ROOM, createdBy: 'ana' }));
      const target = { ...person('ana'), kind: 'direct' } as const;
      const delivery = newDelivery('ana', { target, list: 'topics:1', paperIds: ['a'] });
      await store.outbox.plan([{ advances: [], deliveries: [delivery] }], NINE);
    });
    afterEach(() => store.close());

    it('can be read', async () => {
      expect(await store.privacy.read(person('ana'))).toMatchObject({
        settings: { zone: 'Asia/Tokyo' },
        topics: [{ query: 'rag' }],
        lists: [{ destination: 'room' }],
        messages: [{ list: 'topics:1', period: '2026-05-21', state: 'pending', paperIds: ['a'] }],
      });
      expect((await store.privacy.read(person('ana', 'T2'))).topics).toEqual([]);
    });

    it('is deleted, with what is under way, and nothing of others', async () => {
      await store.privacy.forget(person('ana'), NINE);
      const nothing = { settings: {}, topics: [], lists: [], messages: [] };
      expect(await store.privacy.read(person('ana'))).toEqual(nothing);
      expect((await store.privacy.read(person('bob'))).topics).toHaveLength(1);
      expect(await store.schedules.find(ROOM)).toMatchObject({ createdBy: '' });
      await store.privacy.forget(person('ana'), NINE);
    });
  });
}
