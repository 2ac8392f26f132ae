import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { NewDelivery } from '../../src/delivery/outbox.js';
import type { Store } from '../../src/store/store.js';
import { NINE, newDelivery } from './new-delivery.js';
import { type OutboxDesk, openOutboxDesk } from './outbox-desk.js';

const FORUM = { style: 'forum', tag: 'news' } as const;

/** How every outbox must keep how messages are to stand. */
export function describeOutboxLayouts(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`how messages stand, in ${name}`, () => {
    let desk: OutboxDesk;
    beforeEach(async () => {
      desk = await openOutboxDesk(open);
    });
    afterEach(() => desk.store.close());

    const plan = (...deliveries: readonly NewDelivery[]) =>
      desk.outbox.plan([{ advances: [], deliveries }], NINE);
    const parts = (count: number, more: Partial<NewDelivery>) =>
      Array.from({ length: count }, (_, index) => newDelivery('one', { part: index + 1, ...more }));
    const claimNext = async () => {
      const claimed = await desk.claimOne();
      return { claimed, follows: claimed.follows };
    };
    const post = async (messageId: string) => {
      const next = await claimNext();
      await desk.outbox.settle(next.claimed, { state: 'sent', messageId }, NINE);
      return next;
    };
    const fail = async () => {
      const { claimed } = await claimNext();
      await desk.outbox.settle(claimed, { state: 'failed', code: 'rejected', reason: 'No.' }, NINE);
    };

    it('is handed out with each, also where many say the same', async () => {
      const same = { replyJson: '{"n":1}', paperIds: [] };
      await plan(
        newDelivery('one', { ...same, layout: FORUM }),
        newDelivery('two', { ...same, layout: { style: 'thread' } }),
        newDelivery('three', { ...same, layout: { style: 'forum' } }),
        newDelivery('four', same),
      );
      const layouts = new Map((await desk.claim()).map(({ target, layout }) => [target.id, layout]));
      expect(Object.fromEntries(layouts)).toEqual({
        one: FORUM,
        two: { style: 'thread' },
        three: { style: 'forum' },
        four: undefined,
      });
    });

    it('of a later part in a forum is known with the first one that was posted', async () => {
      await plan(...parts(3, { layout: FORUM }));
      await plan(newDelivery('one', { period: 'test:1', key: 'test', layout: FORUM }));
      expect((await post('11')).follows).toBeUndefined();
      const others = [await post('12'), await post('13'), await post('14')];
      expect(others.map(({ claimed, follows }) => [claimed.period, claimed.part, follows])).toEqual(
        expect.arrayContaining([
          ['2026-05-21', 2, '11'],
          ['2026-05-21', 3, '11'],
          ['test:1', 1, undefined],
        ]),
      );
    });

    it('begins anew with the next part where the first could not be posted', async () => {
      await plan(...parts(3, { layout: FORUM }));
      await fail();
      expect((await post('12')).follows).toBeUndefined();
      expect((await post('13')).follows).toBe('12');
    });

    it('needs no first part where messages stand side by side', async () => {
      await plan(...parts(2, { layout: { style: 'thread' } }));
      await post('11');
      expect((await post('12')).follows).toBeUndefined();
    });
  });
}
