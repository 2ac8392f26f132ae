import type { Clock } from '../../src/core/clock.js';

/** A clock for those who wait often and long: every pause is over at once, and is remembered. */
export interface HastyClock extends Clock {
  /** How long was waited, in milliseconds, one after the other. */
  readonly pauses: readonly number[];
  /** Time in which nothing happens; ends the timers whose time is up then, which are those that limit something. */
  loseTime(milliseconds: number): void;
}

interface Limit {
  readonly due: number;
  fire(): void;
}

/** Timers of `limitMs` limit how long something may take; all others are pauses. */
export function createHastyClock(options: { readonly start?: string; readonly limitMs: number }): HastyClock {
  let now = Date.parse(options.start ?? '2026-05-21T12:00:00Z');
  const limits = new Set<Limit>();
  const pauses: number[] = [];
  return {
    pauses,
    now: () => new Date(now),
    steady: () => now,
    timer(milliseconds) {
      if (milliseconds !== options.limitMs) {
        pauses.push(milliseconds);
        now += milliseconds;
        return { elapsed: Promise.resolve(), cancel: () => {} };
      }
      let fire = () => {};
      const elapsed = new Promise<void>((resolve) => {
        fire = resolve;
      });
      const limit: Limit = { due: now + milliseconds, fire };
      limits.add(limit);
      return { elapsed, cancel: () => void limits.delete(limit) };
    },
    loseTime(milliseconds) {
      now += milliseconds;
      for (const limit of [...limits]) if (limit.due <= now) limit.fire();
    },
  };
}
