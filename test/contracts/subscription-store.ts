import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DueCursor, Subscription } from '../../src/delivery/subscription.js';
import type { Store } from '../../src/store/store.js';
import { NINE, nineAnd } from './new-delivery.js';
import { LIMITS, newSubscription, person, ROOM, subscribed } from './new-subscription.js';

/** What every keeper of subscriptions must do. */
export function describeSubscriptionStore(name: string, open: () => Promise<Store>): void {
  describe(`the subscriptions in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('come back as they were added, numbered for each owner', async () => {
      const wish = newSubscription('ana', { at: '08:30', every: 'week', weekday: 'fri', size: 3 });
      const added = await store.subscriptions.add(wish, LIMITS, NINE);
      expect(added).toEqual({
        kind: 'added',
        subscription: { ...wish, id: expect.any(Number), number: 1, paused: false, revision: 1, person: {} },
      });
      await subscribed(store, 'ana', { query: 'vision', days: 'weekdays', every: 'new' });
      await subscribed(store, 'bob');
      const mine = await store.subscriptions.ofOwner(person('ana'));
      expect(mine.map(({ number, query }) => [number, query])).toEqual([
        [1, 'rag'],
        [2, 'vision'],
      ]);
      expect(mine[1]).toMatchObject({ days: 'weekdays', every: 'new' });
      expect(mine[1]).not.toHaveProperty('at');
      expect(await store.subscriptions.find(mine[1]?.id ?? 0)).toEqual(mine[1]);
    });

    it('belong to one person in one tenant', async () => {
      await subscribed(store, 'ana');
      expect(await store.subscriptions.ofOwner(person('ana', 'T2'))).toEqual([]);
      expect(await store.subscriptions.ofOwner({ ...person('ana'), platform: 'discord' })).toEqual([]);
    });

    it('are there once for a query and a destination', async () => {
      const first = await subscribed(store, 'ana');
      const again = await store.subscriptions.add(newSubscription('ana', { size: 3 }), LIMITS, NINE);
      expect(again).toEqual({ kind: 'known', subscription: first });
      await subscribed(store, 'ana', { target: ROOM });
      const at = { ...newSubscription('bob'), owner: person('bob') };
      const together = await Promise.all([1, 2].map(() => store.subscriptions.add(at, LIMITS, NINE)));
      expect(together.map(({ kind }) => kind).sort()).toEqual(['added', 'known']);
    });

    it('are so many at most, of a person and of a tenant', async () => {
      const add = (id: string, query: string, tenant = 'T1') =>
        store.subscriptions.add(
          newSubscription(id, { query, tenant, owner: person(id) }),
          { ofPerson: 2, ofTenant: 3 },
          NINE,
        );
      const kinds = async (...adding: ReturnType<typeof add>[]) =>
        (await Promise.all(adding)).map(({ kind }) => kind);
      expect(await kinds(add('ana', 'a'), add('ana', 'b'))).toEqual(['added', 'added']);
      expect(await kinds(add('ana', 'c'))).toEqual(['person-full']);
      expect(await kinds(add('bob', 'a'))).toEqual(['added']);
      expect(await kinds(add('bob', 'b'))).toEqual(['tenant-full']);
      expect(await kinds(add('bob', 'b', 'direct'))).toEqual(['added']);
    });

    it('are changed as long as nobody else has changed them', async () => {
      const before = await subscribed(store, 'ana', { at: '08:00' });
      const { at: _own, ...usual } = before;
      const changed: Subscription = { ...usual, query: 'vision', paused: true, target: ROOM };
      expect(await store.subscriptions.change(changed, LIMITS, NINE)).toBe('changed');
      expect(await store.subscriptions.find(before.id)).toEqual({ ...changed, revision: 2 });
      expect(await store.subscriptions.change({ ...before, size: 1 }, LIMITS, NINE)).toBe('outdated');
      expect(await store.subscriptions.find(before.id)).toMatchObject({ size: 10, revision: 2 });
    });

    it('do not become what another one is already', async () => {
      await subscribed(store, 'ana');
      const vision = await subscribed(store, 'ana', { query: 'vision' });
      expect(await store.subscriptions.change({ ...vision, query: 'rag' }, LIMITS, NINE)).toBe('known');
      expect(await store.subscriptions.find(vision.id)).toEqual(vision);
    });

    it('do not move into a tenant that is full', async () => {
      const limits = { ofPerson: 100, ofTenant: 1 };
      await subscribed(store, 'bob', { target: ROOM });
      const own = await subscribed(store, 'ana', { tenant: 'direct' });
      const moved = { ...own, tenant: 'T1', target: ROOM };
      expect(await store.subscriptions.change(moved, limits, NINE)).toBe('tenant-full');
      expect(await store.subscriptions.change({ ...own, size: 3 }, limits, NINE)).toBe('changed');
    });

    it('end once, and neither their ids nor their numbers are given again', async () => {
      const { id } = await subscribed(store, 'ana');
      expect(await store.subscriptions.remove(id, NINE)).toBe(true);
      expect(await store.subscriptions.remove(id, NINE)).toBe(false);
      expect(await store.subscriptions.find(id)).toBeUndefined();
      const next = await subscribed(store, 'ana');
      expect(next).toMatchObject({ number: 2 });
      expect(next.id).toBeGreaterThan(id);
    });

    describe('that are due', () => {
      const due = (more: Partial<Parameters<Store['subscriptions']['due']>[0]> = {}) =>
        store.subscriptions.due({ now: NINE, waitingSince: undefined, after: undefined, most: 100, ...more });
      const queries = (subscriptions: readonly Subscription[]) => subscriptions.map(({ query }) => query);

      it('are those whose next run has come, unless they are paused', async () => {
        await subscribed(store, 'ana', { query: 'due' });
        await subscribed(store, 'ana', { query: 'later', nextRunAt: nineAnd(1) });
        const paused = await subscribed(store, 'ana', { query: 'paused' });
        await store.subscriptions.change({ ...paused, paused: true }, LIMITS, NINE);
        expect(queries(await due())).toEqual(['due']);
        expect(queries(await due({ now: nineAnd(1) }))).toEqual(['due', 'later']);
        expect(await due({ now: nineAnd(-1) })).toEqual([]);
      });

      it('are those that wait for papers only if they are asked for, or have just begun to wait', async () => {
        await subscribed(store, 'ana', { query: 'daily' });
        await subscribed(store, 'ana', { query: 'waiting', every: 'new' });
        expect(queries(await due())).toEqual(['daily', 'waiting']);
        expect(queries(await due({ waitingSince: NINE }))).toEqual(['daily']);
        expect(queries(await due({ waitingSince: nineAnd(-1) }))).toEqual(['daily', 'waiting']);
      });

      it('are not those whose destination takes no messages', async () => {
        const { target } = await subscribed(store, 'ana');
        await subscribed(store, 'bob', { query: 'vision' });
        await store.destinations.suspend({ target, state: 'suspended', reason: 'Closed.' }, NINE);
        expect(queries(await due())).toEqual(['vision']);
        await store.destinations.resume(target, NINE);
        expect(queries(await due())).toEqual(['rag', 'vision']);
      });

      it('come with what their owners have set', async () => {
        await subscribed(store, 'ana');
        await store.people.save(person('ana'), { zone: 'Asia/Tokyo', at: '07:00' }, [], NINE);
        expect((await due())[0]?.person).toEqual({ zone: 'Asia/Tokyo', at: '07:00' });
      });

      it('come in pages of whole destinations', async () => {
        for (const id of ['ana', 'bob', 'cem'])
          for (const query of ['a', 'b']) await subscribed(store, id, { query });
        await subscribed(store, 'ana', { query: 'c', target: ROOM });
        const pages: string[][] = [];
        let after: DueCursor | undefined;
        for (;;) {
          const page = await due({ most: 3, after });
          const last = page.at(-1);
          if (last === undefined) break;
          pages.push(page.map(({ target, query }) => `${target.id} ${query}`));
          after = last.target;
        }
        expect(pages.flat()).toEqual(['ana a', 'ana b', 'bob a', 'bob b', 'cem a', 'cem b', 'room c']);
        expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
        expect(await due({ most: 1 })).toHaveLength(1);
      });
    });
  });
}
