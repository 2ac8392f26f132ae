import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { NewDelivery, PostingHistory } from '../../src/delivery/outbox.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { channel, NINE, newDelivery, nineAnd, runOf, TOMORROW } from './new-delivery.js';
import { dailySchedule } from './schedule-store.js';

/** How every outbox must plan, and remember what it has planned. */
export function describeOutboxPlanning(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`planning in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open(createManualClock(NINE));
      for (const id of ['one', 'two', 'three']) await store.schedules.save(dailySchedule(id));
    });
    afterEach(() => store.close());

    const one = dailySchedule('one');
    const two = dailySchedule('two');
    const changed = dailySchedule('three', { nextRunAt: nineAnd(-60) });
    const nextRunOf = async (id: string) => (await store.schedules.find(channel(id)))?.nextRunAt;
    const history = async (id: string, since?: Date) =>
      papersOf((await store.outbox.history([channel(id)], since))[0]);

    it('carries out many runs at once, and a void one does not hurt the others', async () => {
      const runs = [
        runOf(one, newDelivery('one')),
        runOf(changed, newDelivery('three')),
        runOf(two, newDelivery('two')),
      ];
      expect(await store.outbox.plan(runs, NINE)).toBe(2);
      expect(await nextRunOf('one')).toEqual(TOMORROW);
      expect(await nextRunOf('two')).toEqual(TOMORROW);
      expect(await nextRunOf('three')).toEqual(NINE);
      expect(await store.outbox.last(channel('three'), 'daily')).toBeUndefined();
    });

    it('moves nothing on when one of several cannot be', async () => {
      const advances = [...runOf(one).advances, ...runOf(changed).advances];
      expect(await store.outbox.plan([{ advances, deliveries: [newDelivery('one')] }], NINE)).toBe(0);
      expect(await nextRunOf('one')).toEqual(NINE);
      const both = [...runOf(one).advances, ...runOf(two).advances];
      expect(await store.outbox.plan([{ advances: both, deliveries: [newDelivery('one')] }], NINE)).toBe(1);
      expect(await nextRunOf('one')).toEqual(TOMORROW);
      expect(await nextRunOf('two')).toEqual(TOMORROW);
    });

    it('runs a schedule once, though it is in one plan twice', async () => {
      const again = newDelivery('one', { period: '2026-05-22' });
      expect(await store.outbox.plan([runOf(one, newDelivery('one')), runOf(one, again)], NINE)).toBe(1);
    });

    it('writes a message down once, however many get it, and knows whose papers are whose', async () => {
      const paperIds = ['a', 'b'];
      const runs = [one, two].map((schedule) =>
        runOf(schedule, newDelivery(schedule.target.id, { paperIds, replyJson: '{"n":1}', edition: 'e#1' })),
      );
      const other = newDelivery('three', { paperIds: ['c'], replyJson: '{"n":1}' });
      expect(await store.outbox.plan([...runs, { advances: [], deliveries: [other] }], NINE)).toBe(3);
      const histories = await store.outbox.history(['one', 'two', 'three'].map(channel));
      expect(histories.map(papersOf)).toEqual([['a', 'b'], ['a', 'b'], ['c']]);
      const claim = { owner: 'me', platform: 'discord', dueBy: NINE, leaseMs: 90_000, limit: 10 };
      const claimed = await store.outbox.claim(claim);
      expect(claimed.map(({ replyJson }) => replyJson)).toEqual(['{"n":1}', '{"n":1}', '{"n":1}']);
      expect(claimed.map(({ edition }) => edition).sort()).toEqual(['e#1', 'e#1', undefined]);
    });

    it('lets tenants take turns', async () => {
      const of = (tenant: string, id: string) => {
        const target = { ...channel(id), tenant };
        return newDelivery(id, { target, key: `${tenant}|${id}` });
      };
      const large = Array.from({ length: 5 }, (_, index) => of('large', `c${index}`));
      const deliveries = [...large, of('small', 'x'), of('smaller', 'y')];
      await store.outbox.plan([{ advances: [], deliveries }], NINE);
      const claim = { owner: 'me', platform: 'discord', dueBy: NINE, leaseMs: 90_000, limit: 3 };
      const claimed = await store.outbox.claim(claim);
      expect(claimed.map(({ target }) => target.tenant).sort()).toEqual(['large', 'small', 'smaller']);
    });

    it('adds the parts of a message', async () => {
      const parts = [1, 2, 3].map((part) => newDelivery('one', { part, paperIds: [`paper-${part}`] }));
      expect(await store.outbox.plan([runOf(one, ...parts)], NINE)).toBe(3);
      expect(await history('one')).toEqual(['paper-1', 'paper-2', 'paper-3']);
    });

    it('adds what comes from no schedule, and moves on what has nothing to say', async () => {
      const asked = newDelivery('one', { list: 'topics:7', period: 'batch:1' });
      expect(await store.outbox.plan([{ advances: [], deliveries: [asked] }, runOf(two)], NINE)).toBe(1);
      expect(await nextRunOf('two')).toEqual(TOMORROW);
      expect(await store.outbox.plan([], NINE)).toBe(0);
    });

    async function planAlso(more: Partial<NewDelivery>, now = NINE): Promise<void> {
      await store.outbox.plan([{ advances: [], deliveries: [newDelivery('one', more)] }], now);
    }

    it('remembers for a destination what every list has brought it', async () => {
      await planAlso({ paperIds: ['a'] });
      await planAlso({ list: 'topics:7', paperIds: ['b', 'a'] });
      await store.outbox.plan([runOf(two, newDelivery('two', { paperIds: ['c'] }))], NINE);
      const histories = await store.outbox.history([channel('two'), channel('none'), channel('one')]);
      expect(histories.map(papersOf)).toEqual([['c'], [], ['a', 'b']]);
    });

    it('remembers what was brought since an instant', async () => {
      await planAlso({ paperIds: ['old'] }, nineAnd(-3_600));
      await planAlso({ period: '2026-05-22', paperIds: ['new'] }, NINE);
      expect(await history('one', NINE)).toEqual(['new']);
      expect(await history('one', nineAnd(1))).toEqual([]);
      expect(await history('one')).toEqual(['new', 'old']);
    });

    it('remembers nothing of tests', async () => {
      await planAlso({ period: 'test:1', paperIds: ['a'] });
      expect(await history('one')).toEqual([]);
      expect(await store.outbox.last(channel('one'), 'daily')).toBeUndefined();
      await store.schedules.remove(channel('one'), NINE);
      const claim = { owner: 'me', platform: 'discord', dueBy: NINE, leaseMs: 90_000, limit: 10 };
      expect(await store.outbox.claim(claim)).toHaveLength(1);
    });
  });
}

function papersOf(history: PostingHistory | undefined): readonly string[] {
  return [...(history?.paperIds ?? [])].sort();
}
