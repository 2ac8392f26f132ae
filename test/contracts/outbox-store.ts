import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { Claim, ClaimedDelivery, NewDelivery, OutboxStore } from '../../src/delivery/outbox.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { channel, NINE, newDelivery, nineAnd, runOf, TOMORROW } from './new-delivery.js';
import { dailySchedule } from './schedule-store.js';

const LEASE_MS = 90_000;

/** What every outbox must do. */
export function describeOutboxStore(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`the outbox in ${name}`, () => {
    let store: Store;
    let outbox: OutboxStore;
    let clock: ManualClock;
    beforeEach(async () => {
      clock = createManualClock(NINE);
      store = await open(clock);
      outbox = store.outbox;
    });
    afterEach(() => store.close());

    async function plan(id: string, more: Partial<NewDelivery> = {}): Promise<number> {
      const run = runOf(dailySchedule(id), newDelivery(id, more));
      await store.schedules.save(dailySchedule(id));
      return outbox.plan([run], NINE);
    }

    function claim(now = NINE, limit = 10, more: Partial<Claim> = {}): Promise<readonly ClaimedDelivery[]> {
      clock.set(now);
      const claim = { owner: 'me', platform: 'discord', dueBy: now, leaseMs: LEASE_MS, limit };
      return outbox.claim({ ...claim, ...more });
    }

    async function claimOne(now?: Date, owner = 'me'): Promise<ClaimedDelivery> {
      const [claimed] = await claim(now, 1, { owner });
      if (claimed === undefined) throw new Error('Nothing could be claimed.');
      return claimed;
    }

    function release(now: Date): Promise<number> {
      clock.set(now);
      return outbox.release(now);
    }

    function hold(claimed: ClaimedDelivery, now: Date): Promise<boolean> {
      clock.set(now);
      return outbox.hold(claimed, LEASE_MS);
    }

    const historyOf = async (id: string) => (await outbox.history([channel(id)]))[0];
    const papersOf = async (id: string) => [...((await historyOf(id))?.paperIds ?? [])];

    it('adds a delivery, notes its papers and moves the schedule on, all at once', async () => {
      expect(await plan('one', { paperIds: ['a', 'b'] })).toBe(1);
      expect(await outbox.last(channel('one'), 'daily')).toEqual({
        period: '2026-05-21',
        state: 'pending',
        attempts: 0,
        updatedAt: NINE,
      });
      expect(await papersOf('one')).toEqual(['a', 'b']);
      expect(await papersOf('two')).toEqual([]);
      expect(await store.schedules.find(channel('one'))).toMatchObject({ nextRunAt: TOMORROW });
    });

    it('never holds two deliveries of one name', async () => {
      expect(await plan('one', { paperIds: ['a'] })).toBe(1);
      expect(await plan('one', { paperIds: ['b'] })).toBe(0);
      expect(await claim()).toHaveLength(1);
      expect(await papersOf('one')).toEqual(['a']);
      expect(await store.schedules.find(channel('one'))).toMatchObject({ nextRunAt: TOMORROW });
    });

    it('plans nothing for a schedule that has changed since it was read', async () => {
      const schedule = dailySchedule('one');
      await store.schedules.save({ ...schedule, nextRunAt: TOMORROW }, schedule);
      const run = runOf(schedule, newDelivery('one'));
      expect(await outbox.plan([run], NINE)).toBe(0);
      await store.schedules.remove(channel('one'), NINE);
      expect(await outbox.plan([run], NINE)).toBe(0);
      expect(await outbox.last(channel('one'), 'daily')).toBeUndefined();
    });

    it('hands out what is due, once, the oldest first and no more than asked for', async () => {
      await plan('late', { dueAt: nineAnd(60) });
      await plan('one');
      await plan('two');
      await plan('three');
      expect((await claim(NINE, 2)).map(({ target }) => target.id)).toEqual(['one', 'two']);
      expect((await claim()).map(({ target }) => target.id)).toEqual(['three']);
      expect(await claim()).toEqual([]);
      expect((await claim(nineAnd(60))).map(({ target }) => target.id)).toEqual(['late']);
    });

    it('hands out what one platform is owed, and leaves what came due later than asked for', async () => {
      await plan('one');
      await plan('late', { dueAt: nineAnd(60) });
      expect(await claim(NINE, 10, { platform: 'slack' })).toEqual([]);
      expect((await claim(nineAnd(60), 10, { dueBy: nineAnd(59) })).map(({ target }) => target.id)).toEqual([
        'one',
      ]);
    });

    it('hands out everything that is needed to send', async () => {
      await plan('one', { replyJson: '{"summary":"Hello","blocks":[]}' });
      expect(await claimOne()).toEqual({
        id: expect.any(Number),
        key: 'v1|discord|guild|one|daily|2026-05-21|1',
        target: channel('one'),
        period: '2026-05-21',
        replyJson: '{"summary":"Hello","blocks":[]}',
        owner: 'me',
        attempt: 1,
        expiresAt: nineAnd(3_600),
      });
    });

    it('remembers the message that was sent', async () => {
      await plan('one', { paperIds: ['a'] });
      expect(await outbox.settle(await claimOne(), { state: 'sent', messageId: 'm1' }, nineAnd(2))).toBe(
        true,
      );
      expect(await outbox.last(channel('one'), 'daily')).toEqual({
        period: '2026-05-21',
        state: 'sent',
        attempts: 1,
        messageId: 'm1',
        updatedAt: nineAnd(2),
      });
      expect(await papersOf('one')).toEqual(['a']);
      expect(await claim(nineAnd(60))).toEqual([]);
    });

    it('hands out a delayed delivery again when its time has come, and keeps the reason until then', async () => {
      await plan('one');
      const delayed = {
        state: 'pending',
        dueAt: nineAnd(30),
        code: 'retry',
        reason: 'The platform is busy.',
      } as const;
      await outbox.settle(await claimOne(), delayed, NINE);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({
        state: 'pending',
        reason: 'The platform is busy.',
      });
      expect(await claim(nineAnd(29))).toEqual([]);
      const again = await claimOne(nineAnd(30));
      expect(again.attempt).toBe(2);
      await outbox.settle(again, { state: 'sent', messageId: 'm1' }, nineAnd(31));
      expect(await outbox.last(channel('one'), 'daily')).not.toHaveProperty('reason');
    });

    it('keeps why a delivery failed, and gives its papers back', async () => {
      await plan('one', { paperIds: ['a'] });
      const failed = { state: 'failed', code: 'gone', reason: 'The channel is gone.' } as const;
      await outbox.settle(await claimOne(), failed, NINE);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({
        state: 'failed',
        reason: 'The channel is gone.',
      });
      expect(await papersOf('one')).toEqual([]);
      expect(await claim(nineAnd(60))).toEqual([]);
    });

    it('lets nobody settle a delivery that has passed on to another', async () => {
      await plan('one');
      const mine = await claimOne();
      expect(await release(nineAnd(90))).toBe(1);
      const theirs = await claimOne(nineAnd(90), 'you');
      expect(await outbox.settle(mine, { state: 'sent', messageId: 'mine' }, nineAnd(91))).toBe(false);
      expect(await outbox.settle(theirs, { state: 'sent', messageId: 'theirs' }, nineAnd(91))).toBe(true);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({ messageId: 'theirs', attempts: 2 });
    });

    it('releases only those whose lease has ended', async () => {
      await plan('one');
      await claimOne();
      expect(await release(nineAnd(89))).toBe(0);
      expect(await release(nineAnd(90))).toBe(1);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'unknown' });
      expect(await claimOne(nineAnd(90))).toMatchObject({ attempt: 2, uncertainSince: NINE });
    });

    it('leaves a delivery to its owner, who asks whether it still is before it sends', async () => {
      await plan('one');
      const claimed = await claimOne();
      expect(await hold(claimed, nineAnd(1))).toBe(true);
      expect(await release(nineAnd(90))).toBe(1);
      expect(await hold(claimed, nineAnd(91))).toBe(false);
      const again = await claimOne(nineAnd(91));
      expect(await hold(claimed, nineAnd(91))).toBe(false);
      expect(await hold(again, nineAnd(91))).toBe(true);
    });

    it('gives a lease anew that is more than half over, or has ended and nobody has noticed', async () => {
      await plan('one');
      const claimed = await claimOne();
      expect(await hold(claimed, nineAnd(60))).toBe(true);
      expect(await release(nineAnd(149))).toBe(0);
      expect(await hold(claimed, nineAnd(200))).toBe(true);
      expect(await release(nineAnd(289))).toBe(0);
      expect(await release(nineAnd(290))).toBe(1);
    });

    const lost = { state: 'unknown', dueAt: NINE, code: 'unknown', reason: 'The connection broke.' } as const;

    it('remembers the first attempt of which nobody knows, until it is known', async () => {
      await plan('one');
      await outbox.settle(await claimOne(), lost, NINE);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'unknown' });
      const again = await claimOne(nineAnd(60));
      expect(again).toMatchObject({ attempt: 2, uncertainSince: NINE });
      await outbox.settle(again, lost, nineAnd(61));
      const third = await claimOne(nineAnd(120));
      expect(third).toMatchObject({ attempt: 3, uncertainSince: NINE });
      const delayed = { state: 'pending', dueAt: nineAnd(130), code: 'retry', reason: 'Busy.' } as const;
      await outbox.settle(third, delayed, nineAnd(121));
      expect(await claimOne(nineAnd(130))).not.toHaveProperty('uncertainSince');
    });

    it('hands out what may have arrived even after its time, for it has to be looked up', async () => {
      await plan('one');
      await outbox.settle(await claimOne(), lost, NINE);
      expect(await outbox.expire(nineAnd(4_000))).toBe(0);
      expect(await claimOne(nineAnd(4_000))).toMatchObject({
        expiresAt: nineAnd(3_600),
        uncertainSince: NINE,
      });
    });

    it.each([
      [true, ['a']],
      [false, []],
    ])(
      'keeps the papers of what is skipped only if readers may have seen them: %s',
      async (maybeSeen, papers) => {
        await plan('one', { paperIds: ['a'] });
        const skipped = { state: 'skipped', code: 'unknown', reason: 'Nobody knows.', maybeSeen } as const;
        await outbox.settle(await claimOne(), skipped, NINE);
        expect(await outbox.last(channel('one'), 'daily')).toMatchObject({
          state: 'skipped',
          reason: 'Nobody knows.',
        });
        expect(await papersOf('one')).toEqual(papers);
        expect(await claim(nineAnd(60))).toEqual([]);
      },
    );

    const OFF = {
      state: 'failed',
      reason: 'The daily list was turned off before this one was sent.',
    };

    it('does not try again what was turned off while it was on its way', async () => {
      await plan('one', { paperIds: ['a'] });
      const claimed = await claimOne();
      await store.schedules.remove(channel('one'), NINE);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'sending' });
      const delayed = { state: 'pending', dueAt: nineAnd(30), code: 'retry', reason: 'Busy.' } as const;
      expect(await outbox.settle(claimed, delayed, nineAnd(1))).toBe(true);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject(OFF);
      expect(await papersOf('one')).toEqual([]);
      expect(await claim(nineAnd(60))).toEqual([]);
    });

    it('does not try again what was turned off and then lost, nor bring its papers again', async () => {
      await plan('one', { paperIds: ['a'] });
      await claimOne();
      await store.schedules.remove(channel('one'), NINE);
      expect(await release(nineAnd(90))).toBe(1);
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({ ...OFF, state: 'skipped' });
      expect(await papersOf('one')).toEqual(['a']);
      expect(await claim(nineAnd(90))).toEqual([]);
    });

    it('still notes what was sent although it was turned off on the way', async () => {
      await plan('one');
      const claimed = await claimOne();
      await store.schedules.remove(channel('one'), NINE);
      await outbox.settle(claimed, { state: 'sent', messageId: 'm1' }, nineAnd(1));
      expect(await outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'sent', messageId: 'm1' });
    });

    it('skips what nobody sent in time, and says what was the trouble', async () => {
      await plan('busy');
      const down = {
        state: 'pending',
        dueAt: nineAnd(9_999),
        code: 'retry',
        reason: 'Slack is down.',
      } as const;
      await outbox.settle(await claimOne(), down, NINE);
      await plan('idle', { paperIds: ['a'] });
      expect(await outbox.expire(nineAnd(3_599))).toBe(0);
      expect(await claim(nineAnd(3_600))).toEqual([]);
      expect(await outbox.expire(nineAnd(3_600))).toBe(2);
      const reason = async (id: string) => (await outbox.last(channel(id), 'daily'))?.reason;
      expect(await reason('busy')).toBe('Slack is down.');
      expect(await reason('idle')).toBe('Its time was over before it could be sent.');
      expect(await papersOf('idle')).toEqual([]);
    });

    it('remembers whether the last message said that there are no more papers, unless it failed', async () => {
      const told = async () => (await historyOf('one'))?.toldExhausted;
      expect(await told()).toBe(false);
      await plan('one', { content: 'exhausted' });
      expect(await told()).toBe(true);
      const failed = { state: 'failed', code: 'denied', reason: 'I may not post.' } as const;
      await outbox.settle(await claimOne(), failed, NINE);
      expect(await told()).toBe(false);
    });
  });
}
