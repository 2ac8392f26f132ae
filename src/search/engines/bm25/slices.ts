import { setImmediate as rest } from 'node:timers/promises';

/** Work is cut where it yields; this long at most before others get their turn. */
const LONGEST_SLICE_MS = 6;

/** Runs work to its end without holding up the event loop. */
export async function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  let started = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < LONGEST_SLICE_MS) continue;
    await rest();
    started = performance.now();
  }
}
