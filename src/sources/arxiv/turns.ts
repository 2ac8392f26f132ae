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

/** One connection at a time is part of the terms too. Pauses after errors and limits are not taken here, so that others go on. */
export function createTurns({ clock, gate }: { readonly clock: Clock; readonly gate: RequestGate }): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (request, stop) => {
    const result = last.then(async () => {
      if (stop?.aborted) throw stopped();
      await pause(clock, await gate.reserve(clock.now(), APART_MS), stop);
      return request();
    });
    last = result.catch(() => {});
    return unlessStopped(result, stop);
  };
}
