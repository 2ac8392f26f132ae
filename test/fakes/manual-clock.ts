import type { Clock } from '../../src/core/clock.js';

/** A clock that stands still until it is moved by hand. */
export interface ManualClock extends Clock {
  /** Sets it to another time, though none has passed. */
  set(instant: string | Date): void;
  /** Moves the time on, and fires the timers whose time is up. */
  advance(milliseconds: number): void;
  /** Moves the time on to the next timer; nothing happens where nobody waits. */
  skip(): void;
  /** Resolves once somebody waits on a timer. */
  timerStarted(): Promise<void>;
}

interface Pending {
  readonly due: number;
  fire(): void;
}

export function createManualClock(start: string | Date = '2026-05-21T12:00:00Z'): ManualClock {
  let now = new Date(start).getTime();
  let passed = 0;
  let pending: Pending[] = [];
  const waiters: (() => void)[] = [];
  const advance = (milliseconds: number) => {
    now += milliseconds;
    passed += milliseconds;
    const due = pending.filter((timer) => timer.due <= passed);
    pending = pending.filter((timer) => timer.due > passed);
    for (const timer of due) timer.fire();
  };
  return {
    now: () => new Date(now),
    steady: () => passed,
    advance,
    skip() {
      if (pending.length > 0) advance(Math.max(0, Math.min(...pending.map(({ due }) => due)) - passed));
    },
    timer(milliseconds) {
      let fire = () => {};
      const elapsed = new Promise<void>((resolve) => {
        fire = resolve;
      });
      const timer: Pending = { due: passed + milliseconds, fire };
      pending.push(timer);
      for (const wake of waiters.splice(0)) wake();
      const cancel = () => {
        pending = pending.filter((other) => other !== timer);
      };
      return { elapsed, cancel };
    },
    set(instant) {
      now = new Date(instant).getTime();
    },
    timerStarted: () =>
      pending.length > 0 ? Promise.resolve() : new Promise((resolve) => void waiters.push(resolve)),
  };
}
