import type { Clock } from '../../core/clock.js';
import { SourceError } from './source-error.js';

/** Waits, in milliseconds; rejects at once when the signal says to stop. */
export async function pause(clock: Clock, milliseconds: number, stop?: AbortSignal): Promise<void> {
  if (stop?.aborted) throw stopped();
  if (milliseconds <= 0) return;
  const timer = clock.timer(milliseconds);
  let hear = () => {};
  const told = new Promise<never>((_, reject) => {
    hear = () => reject(stopped());
  });
  stop?.addEventListener('abort', hear, { once: true });
  try {
    await Promise.race([timer.elapsed, told]);
  } finally {
    timer.cancel();
    stop?.removeEventListener('abort', hear);
  }
}

export function stopped(): SourceError {
  return new SourceError('stopped', 'Stopped as asked.');
}
