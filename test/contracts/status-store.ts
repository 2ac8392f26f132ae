import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { Target } from '../../src/core/invocation.js';
import { dedupeKey, type Outcome } from '../../src/delivery/outbox.js';
import type { Scope } from '../../src/delivery/status.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { channel, NINE, newDelivery, nineAnd } from './new-delivery.js';
import { ROOM, subscribed } from './new-subscription.js';

const SINCE = { since: NINE };
const FAILED: Outcome = { state: 'failed', code: 'gone', reason: 'The channel is gone.' };
const GUILD: Scope = { kind: 'tenant', platform: 'discord', tenant: 'guild' };
const of = (id: string): Scope => ({ kind: 'target', target: channel(id) });

interface Named {
  readonly list?: string;
  readonly period?: string;
  readonly part?: number;
}

/** What everybody who tells of the outbox must do. */
export function describeStatusStore(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`the status of ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open(createManualClock(NINE));
    });
    afterEach(() => store.close());

    async function owe(target: Target, more: Named = {}, now = NINE) {
      const { list = 'notice', period = '2026-05-21', part = 1 } = more;
      const named = { target, list, period, part };
      const delivery = newDelivery(target.id, {
        ...named,
        key: dedupeKey(named),
        expiresAt: nineAnd(900_000),
      });
      await store.outbox.plan([{ advances: [], deliveries: [delivery] }], now);
    }

    async function settle(outcome: Outcome, target: Target, more?: Named) {
      await owe(target, more);
      const lease = { dueBy: NINE, leaseMs: 90_000 };
      const claim = { owner: 'me', platform: target.platform, limit: 1, ...lease };
      for (const claimed of await store.outbox.claim(claim))
        await store.outbox.settle(claimed, outcome, NINE);
    }

    it('balances: what was planned is sent, failed, skipped, unknown or waiting', async () => {
      const later = { dueAt: nineAnd(900), code: 'retry', reason: 'Busy.' };
      await settle({ state: 'sent', messageId: 'm1' }, channel('one'));
      await settle(FAILED, channel('two'));
      await settle({ state: 'skipped', code: 'late', reason: 'Late.', maybeSeen: false }, channel('three'));
      await settle({ state: 'unknown', ...later }, channel('four'));
      await settle({ state: 'pending', ...later }, channel('five'));
      const balance = { planned: 5, sent: 1, failed: 1, skipped: 1, unknown: 1, waiting: 1 };
      expect(await store.status.balance({ kind: 'all' }, SINCE)).toEqual(balance);
      expect(await store.status.balance(of('two'), SINCE)).toMatchObject({ planned: 1, failed: 1, sent: 0 });
      expect(await store.status.balance(of('none'), SINCE)).toMatchObject({ planned: 0, waiting: 0 });
    });

    it('counts what was planned in a span of time', async () => {
      await owe(channel('one'));
      await owe(channel('two'), {}, nineAnd(60));
      const planned = async (since: Date, until?: Date) => {
        const span = until === undefined ? { since } : { since, until };
        return (await store.status.balance({ kind: 'all' }, span)).planned;
      };
      expect(await planned(NINE)).toBe(2);
      expect(await planned(nineAnd(1))).toBe(1);
      expect(await planned(NINE, nineAnd(60))).toBe(1);
      expect(await planned(NINE, nineAnd(61))).toBe(2);
    });

    it('tells the troubles of a tenant, the newest first, and leaves out direct messages and other tenants', async () => {
      await settle(FAILED, channel('one'));
      await settle(FAILED, channel('two'));
      await settle(FAILED, { ...channel('ana'), kind: 'direct' });
      await settle(FAILED, { ...channel('three'), tenant: 'others' });
      await settle({ state: 'sent', messageId: 'm1' }, channel('four'));
      const troubles = await store.status.troubles(GUILD, SINCE, 10);
      expect(troubles).toEqual([
        expect.objectContaining({ target: channel('two') }),
        {
          target: channel('one'),
          list: 'notice',
          period: '2026-05-21',
          state: 'failed',
          reason: 'The channel is gone.',
          at: NINE,
        },
      ]);
      expect(await store.status.troubles(GUILD, SINCE, 1)).toHaveLength(1);
      expect((await store.status.balance(GUILD, SINCE)).planned).toBe(3);
    });

    it('tells no trouble of a list whose last message was sent, and each list by itself', async () => {
      await settle(FAILED, channel('one'), { period: '2026-05-20' });
      await settle({ state: 'sent', messageId: 'm1' }, channel('one'), { period: '2026-05-21' });
      await settle(FAILED, channel('one'), { list: 'topics:2' });
      const troubles = await store.status.troubles(of('one'), SINCE, 10);
      expect(troubles.map(({ list }) => list)).toEqual(['topics:2']);
    });

    it('tells every part of the last message that is in trouble', async () => {
      await settle(FAILED, channel('one'), { period: '2026-05-21' });
      await settle(FAILED, channel('one'), { period: '2026-05-22', part: 1 });
      await settle({ state: 'sent', messageId: 'm1' }, channel('one'), { period: '2026-05-22', part: 2 });
      const troubles = await store.status.troubles(of('one'), SINCE, 10);
      expect(troubles.map(({ period }) => period)).toEqual(['2026-05-22']);
    });

    it('tells the suspended places of a tenant, the newest first', async () => {
      const suspend = (target: Target, seconds: number) =>
        store.destinations.suspend({ target, state: 'suspended', reason: 'I may not.' }, nineAnd(seconds));
      await suspend(channel('one'), 0);
      await suspend(channel('two'), 60);
      await suspend({ ...channel('ana'), kind: 'direct' }, 60);
      await suspend({ ...channel('three'), tenant: 'others' }, 60);
      const one = { target: channel('one'), reason: 'I may not.', since: NINE };
      const two = { target: channel('two'), reason: 'I may not.', since: nineAnd(60) };
      expect(await store.status.suspended(GUILD, 10)).toEqual([two, one]);
      expect(await store.status.suspended(GUILD, 1)).toEqual([two]);
      expect(await store.status.suspended(of('one'), 10)).toEqual([one]);
      await store.destinations.resume(channel('one'), nineAnd(90));
      expect(await store.status.suspended(of('one'), 10)).toEqual([]);
    });

    it('tells the topics that are posted in a place', async () => {
      const here = { target: ROOM, nextRunAt: nineAnd(60) };
      await subscribed(store, 'ana', { ...here, query: 'rag' });
      await subscribed(store, 'ana', { ...here, query: 'diffusion', every: 'week' });
      await subscribed(store, 'bob', { query: 'vision' });
      const shown = await store.status.topicsIn(ROOM);
      expect(shown).toEqual([
        expect.objectContaining({ query: 'diffusion', every: 'week', paused: false, nextRunAt: nineAnd(60) }),
        expect.objectContaining({ query: 'rag', number: 1 }),
      ]);
    });

    it('leaves out tests', async () => {
      await settle(FAILED, channel('one'), { list: 'daily', period: 'test:1' });
      expect(await store.status.troubles(of('one'), SINCE, 10)).toEqual([]);
      expect((await store.status.balance({ kind: 'all' }, SINCE)).planned).toBe(0);
    });

    it('counts the tests of a destination, and only those', async () => {
      const test = (period: string) => ({ list: 'daily', period });
      await owe(channel('one'), test('test:1'));
      await owe(channel('one'), test('test:2'), nineAnd(60));
      await owe(channel('two'), test('test:3'));
      await owe(channel('one'));
      const tests = (seconds: number) => store.status.tests(channel('one'), nineAnd(seconds));
      expect([await tests(-1), await tests(0), await tests(60)]).toEqual([2, 1, 0]);
    });
  });
}
