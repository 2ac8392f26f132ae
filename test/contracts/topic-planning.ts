import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { PlannedRun } from '../../src/delivery/outbox.js';
import type { Subscription } from '../../src/delivery/subscription.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { NINE, newDelivery, TOMORROW } from './new-delivery.js';
import { LIMITS, person, ROOM, subscribed } from './new-subscription.js';

/** How the digests of topics are planned, and ended with them. */
export function describeTopicPlanning(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`the digests in ${name}`, () => {
    let store: Store;
    let clock: ManualClock;
    let rag: Subscription;
    let vision: Subscription;
    beforeEach(async () => {
      clock = createManualClock(NINE);
      store = await open(clock);
      rag = await subscribed(store, 'ana');
      vision = await subscribed(store, 'ana', { query: 'vision' });
    });
    afterEach(() => store.close());

    /** One digest for both. */
    const digest = (...of: readonly Subscription[]): PlannedRun => {
      const list = `topics:${of[0]?.id}`;
      const { target } = rag;
      const named = { list, period: '2026-05-21', date: '2026-05-21' };
      return {
        advances: of.map(({ id, revision }) => ({
          kind: 'subscription',
          ...{ id, revision, nextRunAt: TOMORROW, digest: named },
        })),
        deliveries: [newDelivery('ana', { target, list, paperIds: ['a', 'b'] })],
      };
    };
    const states = async () =>
      [...(await store.subscriptions.results(person('ana')))].map(([id, { state }]) => [id, state]);
    const papers = async () => [...((await store.outbox.history([rag.target]))[0]?.paperIds ?? [])];

    it('move all of their topics on, once', async () => {
      expect(await store.outbox.plan([digest(rag, vision)], NINE)).toBe(1);
      expect(await store.subscriptions.find(vision.id)).toMatchObject({
        ...{ nextRunAt: TOMORROW, revision: 2, lastDate: '2026-05-21' },
      });
      expect(await store.outbox.plan([digest(vision)], NINE)).toBe(0);
      expect(await states()).toEqual([
        [rag.id, 'pending'],
        [vision.id, 'pending'],
      ]);
    });

    it('move a topic on without a digest', async () => {
      const [advance] = digest(rag).advances;
      if (advance?.kind !== 'subscription') throw new Error('There is nothing to move on.');
      await store.outbox.plan([{ advances: [{ ...advance, digest: undefined }], deliveries: [] }], NINE);
      expect(await store.subscriptions.find(rag.id)).toMatchObject({ nextRunAt: TOMORROW });
      expect(await states()).toEqual([]);
    });

    it('are void when a topic has been paused meanwhile', async () => {
      await store.subscriptions.change({ ...vision, paused: true }, LIMITS, NINE);
      expect(await store.outbox.plan([digest(rag, { ...vision, revision: 2 })], NINE)).toBe(0);
      expect(await store.subscriptions.find(rag.id)).toMatchObject({ nextRunAt: NINE, revision: 1 });
    });

    it('are sent as long as one of their topics is wanted there, and are ended with the last', async () => {
      await store.outbox.plan([digest(rag, vision)], NINE);
      await store.subscriptions.remove(rag.id, NINE);
      expect(await states()).toEqual([[vision.id, 'pending']]);
      const planned = (await store.subscriptions.find(vision.id)) ?? expect.fail('it is gone');
      await store.subscriptions.change({ ...planned, size: 3 }, LIMITS, NINE);
      expect(await states()).toEqual([[vision.id, 'pending']]);
      expect(await papers()).toEqual(['a', 'b']);
      await store.subscriptions.change({ ...planned, revision: 3, target: ROOM }, LIMITS, NINE);
      expect(await papers()).toEqual([]);
    });

    it('are not tried again once they are stopped, and not sent twice when they may have arrived', async () => {
      await store.outbox.plan([digest(rag)], NINE);
      const claim = { owner: 'me', platform: 'slack', dueBy: NINE, leaseMs: 90_000, limit: 10 };
      const [claimed = expect.fail('nothing to send')] = await store.outbox.claim(claim);
      await store.subscriptions.remove(rag.id, NINE);
      const again = { state: 'unknown', dueAt: TOMORROW, code: 'unknown', reason: 'lost' } as const;
      await store.outbox.settle(claimed, again, NINE);
      clock.set(TOMORROW);
      expect(await store.outbox.claim({ ...claim, dueBy: TOMORROW })).toEqual([]);
      expect(await papers()).toEqual(['a', 'b']);
    });
  });
}
