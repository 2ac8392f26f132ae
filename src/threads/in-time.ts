import { ThreadEndedError } from './asked-thread.js';

export interface Timers {
  timer(milliseconds: number): { readonly elapsed: Promise<void>; cancel(): void };
}

/** What a thread answers within so many milliseconds; rejects with a `ThreadEndedError` that says `late` after them, so that it is ended. */
export async function inTime<Answer>(
  asked: Promise<Answer>,
  { timers, mostMs, late }: { readonly timers: Timers; readonly mostMs: number; readonly late: string },
): Promise<Answer> {
  const { elapsed, cancel } = timers.timer(mostMs);
  try {
    return await Promise.race([asked, elapsed.then(() => Promise.reject(new ThreadEndedError(late)))]);
  } finally {
    cancel();
    // It is rejected when the thread is ended, and nobody waits for it then.
    asked.catch(() => undefined);
  }
}
