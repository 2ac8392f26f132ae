import type { Clock } from '../../core/clock.js';
import { pause, stopped, unlessStopped } from '../web/pause.js';
import type { RequestGate } from './request-gate.js';

/** arXiv's terms of use: one request every three seconds, over all its interfaces and all our machines. */
const APART_MS = 3_000;

/** Has a request wait until those before it are over; whoever is told to stop leaves the queue at once. */
export type Turns = <Result>(
  request: () => Promise<Result>,
  stop: AbortSignal | undefined,
) => Promise<Result>;

/** Waits for the next free place of the gate. */
export function createSpacing({ clock, gate }: { readonly clock: Clock; readonly gate: RequestGate }) {
  return async (stop: AbortSignal | undefined): Promise<void> =>
    pause(clock, await gate.reserve(clock.now(), APART_MS), stop);
}

/** One connection at a time is part of the terms too. Pauses after errors and limits are not taken here, so that others go on. */
export function createTurns(keepApart: (stop: AbortSignal | undefined) => Promise<void>): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (request, stop) => {
    const result = last.then(async () => {
      if (stop?.aborted) throw stopped();
      await keepApart(stop);
      return request();
    });
    last = result.catch(() => {});
    return unlessStopped(result, stop);
  };
}
