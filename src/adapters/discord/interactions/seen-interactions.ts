import type { Clock } from '../../../core/clock.js';
import { SIGNATURE_LIFE_MS } from '../transports/signature.js';

/** Far more than come in ten minutes; beyond that the oldest are forgotten. */
const MOST_REMEMBERED = 100_000;

/** Remembers ids for as long as a request that was signed once could be sent again. */
export interface SeenInteractions {
  /** True the first time an id comes by. */
  isNew(id: string): boolean;
}

export function createSeenInteractions(clock: Clock, most = MOST_REMEMBERED): SeenInteractions {
  const seen = new Map<string, number>();
  return {
    isNew(id) {
      const now = clock.steady();
      for (const [oldest, since] of seen) {
        // A signature may have been ahead of our time when it first came.
        if (now - since <= 2 * SIGNATURE_LIFE_MS) break;
        seen.delete(oldest);
      }
      if (seen.has(id)) return false;
      const [oldest] = seen.keys();
      if (seen.size >= most && oldest !== undefined) seen.delete(oldest);
      seen.set(id, now);
      return true;
    },
  };
}
