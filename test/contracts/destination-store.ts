import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { Suspension } from '../../src/delivery/destination-state.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { channel, NINE, newDelivery, nineAnd, runOf } from './new-delivery.js';
import { subscribed } from './new-subscription.js';
import { dailySchedule } from './schedule-store.js';

const BOB = { platform: 'discord', tenant: 'direct', id: 'bob' };

/** What every keeper of destinations must do. */
export function describeDestinationStore(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`the destinations in ${name}`, () => {
    let store: Store;
    let clock: ManualClock;
    beforeEach(async () => {
      clock = createManualClock(NINE);
      store = await open(clock);
      for (const id of ['one', 'two']) {
        await store.schedules.save(dailySchedule(id));
        const delivery = newDelivery(id, { paperIds: ['a'] });
        await store.outbox.plan([runOf(dailySchedule(id), delivery)], NINE);
      }
    });
    afterEach(() => store.close());

    const one = channel('one');
    const gone: Suspension = { target: one, state: 'gone', reason: 'It is gone.' };
    const lease = { owner: 'me', platform: 'discord', leaseMs: 90_000, limit: 9 };
    const claimable = async (now = NINE) => {
      clock.set(now);
      return (await store.outbox.claim({ ...lease, dueBy: now })).map(({ target }) => target.id);
    };
    const papersOf = async () => (await store.outbox.history([one])).flatMap(({ paperIds }) => [...paperIds]);

    it('are active until something else is known', async () => {
      expect(await store.destinations.find(one)).toEqual({ state: 'active', failureDays: [] });
    });

    it('are owed nothing once they are suspended, and nothing is planned for them', async () => {
      await store.destinations.suspend(gone, nineAnd(1));
      await store.destinations.suspend({ ...gone, reason: 'Still.' }, nineAnd(2));
      expect(await store.destinations.find(one)).toEqual({
        ...{ state: 'gone', reason: 'It is gone.' },
        ...{ failureDays: [], suspendedAt: nineAnd(1) },
      });
      expect(await store.outbox.last(one, 'daily')).toMatchObject({ state: 'failed', reason: 'It is gone.' });
      expect(await papersOf()).toEqual([]);
      await store.outbox.plan(
        [{ advances: [], deliveries: [newDelivery('one', { period: 'later' })] }],
        NINE,
      );
      expect(await claimable()).toEqual(['two']);
      const due = await store.schedules.due(nineAnd(90_000), 9);
      expect(due.map(({ target }) => target.id)).toEqual(['two']);
    });

    it('are the reason when something was planned for them in the moment they were suspended', async () => {
      await store.destinations.suspend(gone, NINE);
      await store.outbox.plan(
        [{ advances: [], deliveries: [newDelivery('one', { period: 'later' })] }],
        NINE,
      );
      expect(await store.outbox.expire(nineAnd(3_600))).toBe(2);
      expect(await store.outbox.last(one, 'daily')).toMatchObject({
        state: 'skipped',
        reason: 'It is gone.',
      });
      expect(await store.outbox.last(channel('two'), 'daily')).toMatchObject({
        reason: 'Its time was over before it could be sent.',
      });
    });

    it('are sent what was owed when they are resumed, if it is not too late', async () => {
      await store.destinations.suspend(gone, NINE);
      expect(await store.destinations.resume(one, nineAnd(60))).toBe(1);
      expect(await store.destinations.find(one)).toEqual({ state: 'active', failureDays: [] });
      expect((await claimable(nineAnd(60))).toSorted()).toEqual(['one', 'two']);
      expect(await papersOf()).toEqual(['a']);
      await store.destinations.suspend({ ...gone, target: channel('two') }, NINE);
      expect(await store.destinations.resume(channel('two'), nineAnd(3_601))).toBe(0);
    });

    it('remember on which dates they refused us, until a message arrives', async () => {
      const refuse = (date: string) => store.destinations.noteFailure(one, date, 'No.');
      expect([await refuse('2026-05-20'), await refuse('2026-05-20'), await refuse('2026-05-21')]).toEqual([
        1, 1, 2,
      ]);
      expect(await store.destinations.find(one)).toMatchObject({ state: 'active', reason: 'No.' });
      for (const claimed of await store.outbox.claim({ ...lease, dueBy: NINE }))
        await store.outbox.settle(claimed, { state: 'sent', messageId: 'm' }, NINE);
      expect(await store.destinations.find(one)).toEqual({ state: 'active', failureDays: [] });
    });

    it('tell of whom nobody has been told, with everybody who has set something up there', async () => {
      await store.destinations.suspend(gone, NINE);
      await store.destinations.suspend({ ...gone, target: { ...channel('ana'), kind: 'direct' } }, NINE);
      const { id, number, query } = await subscribed(store, 'bob', { owner: BOB, target: one });
      const owners = [
        { id: 'ana', topics: [] },
        { id: 'bob', tenant: 'direct', topics: [{ id, number, query }] },
      ];
      const untold = { ...gone, suspendedAt: NINE, owners };
      expect(await store.destinations.untold(9)).toEqual([untold]);
      await store.destinations.noteTold([one], nineAnd(5));
      expect(await store.destinations.untold(9)).toEqual([]);
      expect(await store.destinations.find(one)).toMatchObject({ notifiedAt: nineAnd(5) });
    });

    it('are gone for good when they are gone after they were suspended, and nobody is told twice', async () => {
      await store.destinations.suspend({ ...gone, state: 'suspended', reason: 'No.' }, NINE);
      await store.destinations.noteTold([one], nineAnd(5));
      await store.destinations.suspend(gone, nineAnd(9));
      expect(await store.destinations.find(one)).toEqual({
        ...{ state: 'gone', reason: 'It is gone.', failureDays: [] },
        ...{ suspendedAt: NINE, notifiedAt: nineAnd(5) },
      });
    });

    it('are known where something is set up, each once, with how it stands there', async () => {
      const layout = { style: 'forum', tag: 'Papers' } as const;
      const forum = { ...dailySchedule('forum'), layout };
      await store.schedules.save(forum);
      await subscribed(store, 'bob', { owner: BOB, target: one });
      await subscribed(store, 'bob', { owner: BOB, target: channel('topics') });
      await subscribed(store, 'bob', { owner: BOB, target: { ...BOB, kind: 'direct' } });
      await store.destinations.suspend(gone, NINE);
      const known = await store.destinations.known('discord', [one.tenant, BOB.tenant, 'nowhere']);
      const active = { state: 'active', failureDays: [] };
      expect(known.toSorted((a, b) => a.target.id.localeCompare(b.target.id))).toEqual([
        { target: channel('forum'), layout, status: active },
        { target: one, status: { ...gone, target: undefined, failureDays: [], suspendedAt: NINE } },
        { target: channel('topics'), status: active },
        { target: channel('two'), status: active },
      ]);
      expect(await store.destinations.known('slack', [one.tenant])).toEqual([]);
    });

    it('belong to tenants, of which those count that something is posted to', async () => {
      expect(await store.destinations.tenants('discord')).toEqual([one.tenant]);
      for (const id of ['one', 'two'])
        await store.destinations.suspend({ ...gone, target: channel(id) }, NINE);
      expect(await store.destinations.tenants('discord')).toEqual([]);
    });
  });
}
