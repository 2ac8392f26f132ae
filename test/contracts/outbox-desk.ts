import type { Clock } from '../../src/core/clock.js';
import type { Claim, ClaimedDelivery, NewDelivery } from '../../src/delivery/outbox.js';
import type { Store } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { channel, NINE, newDelivery, runOf } from './new-delivery.js';
import { dailySchedule } from './schedule-store.js';

const LEASE_MS = 90_000;

/** A store whose clock is set by what is asked of its outbox. */
export type OutboxDesk = Awaited<ReturnType<typeof openOutboxDesk>>;

export async function openOutboxDesk(open: (clock: Clock) => Promise<Store>) {
  const clock = createManualClock(NINE);
  const store = await open(clock);
  const { outbox } = store;

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

  return { store, outbox, plan, claim, claimOne, release, hold, historyOf, papersOf };
}
