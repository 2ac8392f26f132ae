import type { Clock, SharedClock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';

/** So far the clock of a machine may be from that of the server before its operator is told. */
const TOLERATED_MS = 60_000;

export interface ServerClockOptions {
  readonly readTime: () => Promise<Date>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Follows the clock of a server. In between it goes by what has passed, not by the clock of the machine, so that nothing depends on how that one
 * is set. It is off by at most half of what the last question took.
 */
export async function followServer({ readTime, clock, logger }: ServerClockOptions): Promise<SharedClock> {
  let lead = 0;
  let told = false;
  const now = () => lead + clock.steady();
  const tell = (ahead: number) => {
    const far = Math.abs(ahead) > TOLERATED_MS;
    if (far && !told) logger.warn({ event: 'clock-differs', ms: ahead, reason: sentenceOf(ahead) });
    told = far;
  };
  const sync = async () => {
    const asked = clock.steady();
    const time = (await readTime()).getTime();
    lead = time - (asked + clock.steady()) / 2;
    tell(Math.round(clock.now().getTime() - now()));
  };
  await sync();
  return {
    now: () => new Date(Math.round(now())),
    steady: () => clock.steady(),
    timer: (milliseconds) => clock.timer(milliseconds),
    sync,
  };
}

function sentenceOf(ahead: number): string {
  const seconds = Math.round(Math.abs(ahead) / 1_000);
  const direction = ahead > 0 ? 'ahead of' : 'behind';
  return `The clock of this machine is ${seconds} seconds ${direction} that of the database server, by which paperboy goes. Set it right.`;
}
