import type { Clock } from '../../src/core/clock.js';

/** A clock that stands still until it is moved by hand. */
export interface ManualClock extends Clock {
  /** Moves the time on, and fires the timers whose time is up. */
  advance(milliseconds: number): void;
  /** Resolves once somebody waits on a timer. */
  timerStarted(): Promise<void>;
}

interface Pending {
  readonly due: number;
  fire(): void;
}

export function createManualClock(start = '2026-05-21T12:00:00Z'): ManualClock {
  let now = Date.parse(start);
  let pending: Pending[] = [];
  const waiters: (() => void)[] = [];
  return {
    now: () => new Date(now),
    timer(milliseconds) {
      let fire = () => {};
      const elapsed = new Promise<void>((resolve) => {
        fire = resolve;
      });
      const timer: Pending = { due: now + milliseconds, fire };
      pending.push(timer);
      for (const wake of waiters.splice(0)) wake();
      const cancel = () => {
        pending = pending.filter((other) => other !== timer);
      };
      return { elapsed, cancel };
    },
    advance(milliseconds) {
      now += milliseconds;
      const due = pending.filter((timer) => timer.due <= now);
      pending = pending.filter((timer) => timer.due > now);
      for (const timer of due) timer.fire();
    },
    timerStarted: () =>
      pending.length > 0 ? Promise.resolve() : new Promise((resolve) => void waiters.push(resolve)),
  };
}
