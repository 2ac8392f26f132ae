import type { Clock } from '../../../core/clock.js';

/** Lets so many through at once, and from then on as many a second, in the order in which they come. */
export function createTurnstile(
  clock: Pick<Clock, 'steady' | 'timer'>,
  perSecond: number,
): () => Promise<void> {
  /** When all turns that were given would be over, had they been given one by one. */
  let over = 0;
  return async () => {
    const now = clock.steady();
    over = Math.max(over, now) + 1_000 / perSecond;
    const wait = over - now - 1_000;
    if (wait > 0) await clock.timer(wait).elapsed;
  };
}
