import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';

/** Clocks are set by less all the time, and nobody needs to know. */
const NOTICEABLE_MS = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** Notices when a clock is set to another time, and tells the operator, once for each time. */
export interface ClockWatch {
  look(): void;
}

/** What the clock says is held against what has passed since the last look. */
export function createClockWatch({
  clock,
  logger,
}: {
  readonly clock: Clock;
  readonly logger: Logger;
}): ClockWatch {
  let lead: number | undefined;
  return {
    look() {
      const before = lead;
      lead = clock.now().getTime() - clock.steady();
      const jump = before === undefined ? 0 : Math.round(lead - before);
      if (Math.abs(jump) > NOTICEABLE_MS)
        logger.warn({ event: 'clock-jumped', ms: jump, reason: sentenceOf(jump) });
    },
  };
}

function sentenceOf(jump: number): string {
  const minutes = Math.round(Math.abs(jump) / MINUTE_MS);
  const length =
    minutes < HOUR_MINUTES
      ? `${minutes} min`
      : `${Math.floor(minutes / HOUR_MINUTES)} h ${minutes % HOUR_MINUTES} min`;
  return jump > 0
    ? `The clock was set ${length} forwards, or the machine was asleep. Lists that came due meanwhile come now, if it is not too late for them.`
    : `The clock was set ${length} back. Lists that have come do not come again; the next ones may be so much later.`;
}
