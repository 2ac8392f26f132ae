import type { Clock } from '../../../core/clock.js';

/** Waits, in milliseconds; rejects as soon as the signal says to stop. */
export async function pause(clock: Clock, milliseconds: number, stop: AbortSignal): Promise<void> {
  stop.throwIfAborted();
  if (milliseconds <= 0) return;
  const timer = clock.timer(milliseconds);
  try {
    await unlessStopped(timer.elapsed, stop);
  } finally {
    timer.cancel();
  }
}

/** Waits for work that goes on by itself; rejects as soon as the signal says to stop. */
export async function unlessStopped<Result>(work: Promise<Result>, stop: AbortSignal): Promise<Result> {
  stop.throwIfAborted();
  let hear = () => {};
  const told = new Promise<never>((_, reject) => {
    hear = () => reject(stop.reason);
  });
  stop.addEventListener('abort', hear, { once: true });
  try {
    return await Promise.race([work, told]);
  } finally {
    stop.removeEventListener('abort', hear);
  }
}
