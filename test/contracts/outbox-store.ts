import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { Store } from '../../src/store/store.js';
import { channel, NINE, newDelivery, nineAnd, runOf, TOMORROW } from './new-delivery.js';
import { type OutboxDesk, openOutboxDesk } from './outbox-desk.js';
import { dailySchedule } from './schedule-store.js';

/** What every outbox must do. */
export function describeOutboxStore(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`the outbox in ${name}`, () => {
    let desk: OutboxDesk;
    beforeEach(async () => {
      desk = await openOutboxDesk(open);
    });
    afterEach(() => desk.store.close());

    it('adds a delivery, notes its papers and moves the schedule on, all at once', async () => {
      expect(await desk.plan('one', { paperIds: ['a', 'b'] })).toBe(1);
      expect(await desk.outbox.last(channel('one'), 'daily')).toEqual({
        period: '2026-05-21',
        state: 'pending',
        attempts: 0,
        updatedAt: NINE,
      });
      expect(await desk.papersOf('one')).toEqual(['a', 'b']);
      expect(await desk.papersOf('two')).toEqual([]);
      expect(await desk.store.schedules.find(channel('one'))).toMatchObject({ nextRunAt: TOMORROW });
    });

    it('never holds two deliveries of one name', async () => {
      expect(await desk.plan('one', { paperIds: ['a'] })).toBe(1);
      expect(await desk.plan('one', { paperIds: ['b'] })).toBe(0);
      expect(await desk.claim()).toHaveLength(1);
      expect(await desk.papersOf('one')).toEqual(['a']);
      expect(await desk.store.schedules.find(channel('one'))).toMatchObject({ nextRunAt: TOMORROW });
    });

    it('plans nothing for a schedule that has changed since it was read', async () => {
      const schedule = dailySchedule('one');
      await desk.store.schedules.save({ ...schedule, nextRunAt: TOMORROW }, schedule);
      const run = runOf(schedule, newDelivery('one'));
      expect(await desk.outbox.plan([run], NINE)).toBe(0);
      await desk.store.schedules.remove(channel('one'), NINE);
      expect(await desk.outbox.plan([run], NINE)).toBe(0);
      expect(await desk.outbox.last(channel('one'), 'daily')).toBeUndefined();
    });

    it('hands out what is due, once, the oldest first and no more than asked for', async () => {
      await desk.plan('late', { dueAt: nineAnd(60) });
      await desk.plan('one');
      await desk.plan('two');
      await desk.plan('three');
      expect((await desk.claim(NINE, 2)).map(({ target }) => target.id)).toEqual(['one', 'two']);
      expect((await desk.claim()).map(({ target }) => target.id)).toEqual(['three']);
      expect(await desk.claim()).toEqual([]);
      expect((await desk.claim(nineAnd(60))).map(({ target }) => target.id)).toEqual(['late']);
    });

    it('hands out what one platform is owed, and leaves what came due later than asked for', async () => {
      await desk.plan('one');
      await desk.plan('late', { dueAt: nineAnd(60) });
      expect(await desk.claim(NINE, 10, { platform: 'slack' })).toEqual([]);
      expect(
        (await desk.claim(nineAnd(60), 10, { dueBy: nineAnd(59) })).map(({ target }) => target.id),
      ).toEqual(['one']);
    });

    it('hands out everything that is needed to send', async () => {
      await desk.plan('one', { replyJson: '{"summary":"Hello","blocks":[]}' });
      expect(await desk.claimOne()).toEqual({
        id: expect.any(Number),
        key: 'v1|discord|guild|one|daily|2026-05-21|1',
        target: channel('one'),
        list: 'daily',
        period: '2026-05-21',
        part: 1,
        content: 'papers',
        replyJson: '{"summary":"Hello","blocks":[]}',
        owner: 'me',
        attempt: 1,
        expiresAt: nineAnd(3_600),
      });
    });

    it('remembers the message that was sent', async () => {
      await desk.plan('one', { paperIds: ['a'] });
      expect(
        await desk.outbox.settle(await desk.claimOne(), { state: 'sent', messageId: 'm1' }, nineAnd(2)),
      ).toBe(true);
      expect(await desk.outbox.last(channel('one'), 'daily')).toEqual({
        period: '2026-05-21',
        state: 'sent',
        attempts: 1,
        messageId: 'm1',
        updatedAt: nineAnd(2),
      });
      expect(await desk.papersOf('one')).toEqual(['a']);
      expect(await desk.claim(nineAnd(60))).toEqual([]);
    });

    it('hands out a delayed delivery again when its time has come, and keeps the reason until then', async () => {
      await desk.plan('one');
      const delayed = {
        state: 'pending',
        dueAt: nineAnd(30),
        code: 'retry',
        reason: 'The platform is busy.',
      } as const;
      await desk.outbox.settle(await desk.claimOne(), delayed, NINE);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({
        state: 'pending',
        reason: 'The platform is busy.',
      });
      expect(await desk.claim(nineAnd(29))).toEqual([]);
      const again = await desk.claimOne(nineAnd(30));
      expect(again.attempt).toBe(2);
      await desk.outbox.settle(again, { state: 'sent', messageId: 'm1' }, nineAnd(31));
      expect(await desk.outbox.last(channel('one'), 'daily')).not.toHaveProperty('reason');
    });

    it('keeps why a delivery failed, and gives its papers back', async () => {
      await desk.plan('one', { paperIds: ['a'] });
      const failed = { state: 'failed', code: 'gone', reason: 'The channel is gone.' } as const;
      await desk.outbox.settle(await desk.claimOne(), failed, NINE);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({
        state: 'failed',
        reason: 'The channel is gone.',
      });
      expect(await desk.papersOf('one')).toEqual([]);
      expect(await desk.claim(nineAnd(60))).toEqual([]);
    });

    it('lets nobody settle a delivery that has passed on to another', async () => {
      await desk.plan('one');
      const mine = await desk.claimOne();
      expect(await desk.release(nineAnd(90))).toBe(1);
      const theirs = await desk.claimOne(nineAnd(90), 'you');
      expect(await desk.outbox.settle(mine, { state: 'sent', messageId: 'mine' }, nineAnd(91))).toBe(false);
      expect(await desk.outbox.settle(theirs, { state: 'sent', messageId: 'theirs' }, nineAnd(91))).toBe(
        true,
      );
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({
        messageId: 'theirs',
        attempts: 2,
      });
    });

    it('releases only those whose lease has ended', async () => {
      await desk.plan('one');
      await desk.claimOne();
      expect(await desk.release(nineAnd(89))).toBe(0);
      expect(await desk.release(nineAnd(90))).toBe(1);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'unknown' });
      expect(await desk.claimOne(nineAnd(90))).toMatchObject({ attempt: 2, uncertainSince: NINE });
    });

    it('leaves a delivery to its owner, who asks whether it still is before it sends', async () => {
      await desk.plan('one');
      const claimed = await desk.claimOne();
      expect(await desk.hold(claimed, nineAnd(1))).toBe(true);
      expect(await desk.release(nineAnd(90))).toBe(1);
      expect(await desk.hold(claimed, nineAnd(91))).toBe(false);
      const again = await desk.claimOne(nineAnd(91));
      expect(await desk.hold(claimed, nineAnd(91))).toBe(false);
      expect(await desk.hold(again, nineAnd(91))).toBe(true);
    });

    it('gives a lease anew that is more than half over, or has ended and nobody has noticed', async () => {
      await desk.plan('one');
      const claimed = await desk.claimOne();
      expect(await desk.hold(claimed, nineAnd(60))).toBe(true);
      expect(await desk.release(nineAnd(149))).toBe(0);
      expect(await desk.hold(claimed, nineAnd(200))).toBe(true);
      expect(await desk.release(nineAnd(289))).toBe(0);
      expect(await desk.release(nineAnd(290))).toBe(1);
    });

    const lost = { state: 'unknown', dueAt: NINE, code: 'unknown', reason: 'The connection broke.' } as const;

    it('remembers the first attempt of which nobody knows, until it is known', async () => {
      await desk.plan('one');
      await desk.outbox.settle(await desk.claimOne(), lost, NINE);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'unknown' });
      const again = await desk.claimOne(nineAnd(60));
      expect(again).toMatchObject({ attempt: 2, uncertainSince: NINE });
      await desk.outbox.settle(again, lost, nineAnd(61));
      const third = await desk.claimOne(nineAnd(120));
      expect(third).toMatchObject({ attempt: 3, uncertainSince: NINE });
      const delayed = { state: 'pending', dueAt: nineAnd(130), code: 'retry', reason: 'Busy.' } as const;
      await desk.outbox.settle(third, delayed, nineAnd(121));
      expect(await desk.claimOne(nineAnd(130))).not.toHaveProperty('uncertainSince');
    });

    it('hands out what may have arrived even after its time, for it has to be looked up', async () => {
      await desk.plan('one');
      await desk.outbox.settle(await desk.claimOne(), lost, NINE);
      expect(await desk.outbox.expire(nineAnd(4_000))).toBe(0);
      expect(await desk.claimOne(nineAnd(4_000))).toMatchObject({
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
        await desk.plan('one', { paperIds: ['a'] });
        const skipped = { state: 'skipped', code: 'unknown', reason: 'Nobody knows.', maybeSeen } as const;
        await desk.outbox.settle(await desk.claimOne(), skipped, NINE);
        expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({
          state: 'skipped',
          reason: 'Nobody knows.',
        });
        expect(await desk.papersOf('one')).toEqual(papers);
        expect(await desk.claim(nineAnd(60))).toEqual([]);
      },
    );
  });
}
