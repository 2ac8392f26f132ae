import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { Store } from '../../src/store/store.js';
import { channel, NINE, nineAnd } from './new-delivery.js';
import { type OutboxDesk, openOutboxDesk } from './outbox-desk.js';

/** How what an outbox owes ends, in every outbox. */
export function describeOutboxEndings(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`what ends in the outbox of ${name}`, () => {
    let desk: OutboxDesk;
    beforeEach(async () => {
      desk = await openOutboxDesk(open);
    });
    afterEach(() => desk.store.close());

    const OFF = {
      state: 'failed',
      reason: 'The daily list was turned off before this one was sent.',
    };

    it('does not try again what was turned off while it was on its way', async () => {
      await desk.plan('one', { paperIds: ['a'] });
      const claimed = await desk.claimOne();
      await desk.store.schedules.remove(channel('one'), NINE);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({ state: 'sending' });
      const delayed = { state: 'pending', dueAt: nineAnd(30), code: 'retry', reason: 'Busy.' } as const;
      expect(await desk.outbox.settle(claimed, delayed, nineAnd(1))).toBe(true);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject(OFF);
      expect(await desk.papersOf('one')).toEqual([]);
      expect(await desk.claim(nineAnd(60))).toEqual([]);
    });

    it('does not try again what was turned off and then lost, nor bring its papers again', async () => {
      await desk.plan('one', { paperIds: ['a'] });
      await desk.claimOne();
      await desk.store.schedules.remove(channel('one'), NINE);
      expect(await desk.release(nineAnd(90))).toBe(1);
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({ ...OFF, state: 'skipped' });
      expect(await desk.papersOf('one')).toEqual(['a']);
      expect(await desk.claim(nineAnd(90))).toEqual([]);
    });

    it('still notes what was sent although it was turned off on the way', async () => {
      await desk.plan('one');
      const claimed = await desk.claimOne();
      await desk.store.schedules.remove(channel('one'), NINE);
      await desk.outbox.settle(claimed, { state: 'sent', messageId: 'm1' }, nineAnd(1));
      expect(await desk.outbox.last(channel('one'), 'daily')).toMatchObject({
        state: 'sent',
        messageId: 'm1',
      });
    });

    it('skips what nobody sent in time, and says what was the trouble', async () => {
      await desk.plan('busy');
      const down = {
        state: 'pending',
        dueAt: nineAnd(9_999),
        code: 'retry',
        reason: 'Slack is down.',
      } as const;
      await desk.outbox.settle(await desk.claimOne(), down, NINE);
      await desk.plan('idle', { paperIds: ['a'] });
      expect(await desk.outbox.expire(nineAnd(3_599))).toBe(0);
      expect(await desk.claim(nineAnd(3_600))).toEqual([]);
      expect(await desk.outbox.expire(nineAnd(3_600))).toBe(2);
      const reason = async (id: string) => (await desk.outbox.last(channel(id), 'daily'))?.reason;
      expect(await reason('busy')).toBe('Slack is down.');
      expect(await reason('idle')).toBe('Its time was over before it could be sent.');
      expect(await desk.papersOf('idle')).toEqual([]);
    });

    it('remembers whether the last message said that there are no more papers, unless it failed', async () => {
      const told = async () => (await desk.historyOf('one'))?.toldExhausted;
      expect(await told()).toBe(false);
      await desk.plan('one', { content: 'exhausted' });
      expect(await told()).toBe(true);
      const failed = { state: 'failed', code: 'denied', reason: 'I may not post.' } as const;
      await desk.outbox.settle(await desk.claimOne(), failed, NINE);
      expect(await told()).toBe(false);
    });
  });
}
