import { setMaxListeners } from 'node:events';
import type { SendingRates } from '../core/chat-adapter.js';
import type { Clock } from '../core/clock.js';
import type { Target } from '../core/invocation.js';

/** Places whose turn is long past are forgotten when there are so many. */
const MOST_REMEMBERED = 10_000;

/** A turn that was overslept for longer is given up for a later one: what has waited for a busy machine must not come all at once. */
const MOST_LATE_MS = 150;
/** Nobody waits for so long, unless the clock was set back. */
const LONGEST_WAIT_MS = 60_000;

/** Spreads what is sent evenly over time, within what a platform allows. */
export interface Pace {
  /** Waits for the turn of a message; false when it has been told to stop before. */
  turn(target: Target, signal?: AbortSignal): Promise<boolean>;
  /** Makes all pauses so many times longer. */
  slowDown(factor: number): void;
}

export function createPace(rates: SendingRates, clock: Clock): Pace {
  const { perSecond, perTenant, perDestination } = rates;
  const platform = createSpacing(perSecond);
  const tenants = createSpacing(perTenant);
  const destinations = createSpacing(perDestination);
  let factor = 1;
  return {
    slowDown: (wanted) => {
      factor = wanted;
    },
    async turn({ tenant, id }, signal) {
      for (;;) {
        const now = clock.now().getTime();
        const slots = [
          platform.slot(''),
          tenants.slot(tenant),
          destinations.slot(JSON.stringify([tenant, id])),
        ];
        const free = Math.max(...slots.map((slot) => slot.free));
        const at = free > now + LONGEST_WAIT_MS ? now : Math.max(now, free);
        // Taken before anything is awaited, so that no two messages get the same turn.
        for (const slot of slots) slot.take(at, factor, now);
        if (at > now) await pause(clock, at - now, signal);
        if (signal?.aborted === true) return false;
        if (clock.now().getTime() - at <= MOST_LATE_MS) return true;
      }
    },
  };
}

/** At most so many a second, one by one; without a rate nothing has to wait. */
function createSpacing(perSecond: number | undefined) {
  const next = new Map<string, number>();
  const interval = perSecond === undefined ? 0 : 1_000 / perSecond;
  return {
    slot: (name: string) => ({
      free: next.get(name) ?? 0,
      take(at: number, factor: number, now: number) {
        if (interval === 0) return;
        if (next.size >= MOST_REMEMBERED) {
          for (const [other, time] of next) if (time <= now) next.delete(other);
        }
        next.set(name, at + interval * factor);
      },
    }),
  };
}

async function pause(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const timer = clock.timer(milliseconds);
  if (signal === undefined) return timer.elapsed;
  if (signal.aborted) return timer.cancel();
  // Every message that waits listens, which is many more than Node thinks right.
  setMaxListeners(0, signal);
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([timer.elapsed, stopped]);
  timer.cancel();
  signal.removeEventListener('abort', stop);
}
