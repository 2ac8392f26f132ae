import type { Clock } from '../../core/clock.js';
import { SourceError } from './source-error.js';

/** Waits, in milliseconds; rejects at once when the signal says to stop. */
export async function pause(clock: Clock, milliseconds: number, stop?: AbortSignal): Promise<void> {
  if (stop?.aborted) throw stopped();
  if (milliseconds <= 0) return;
  const timer = clock.timer(milliseconds);
  try {
    await unlessStopped(timer.elapsed, stop);
  } finally {
    timer.cancel();
  }
}

/** Waits for work that goes on by itself; rejects at once when the signal says to stop. */
export async function unlessStopped<Result>(
  work: Promise<Result>,
  stop: AbortSignal | undefined,
): Promise<Result> {
  if (stop === undefined) return work;
  if (stop.aborted) throw stopped();
  let hear = () => {};
  const told = new Promise<never>((_, reject) => {
    hear = () => reject(stopped());
  });
  stop.addEventListener('abort', hear, { once: true });
  try {
    return await Promise.race([work, told]);
  } finally {
    stop.removeEventListener('abort', hear);
  }
}

export function stopped(): SourceError {
  return new SourceError('stopped', 'Stopped as asked.');
}
