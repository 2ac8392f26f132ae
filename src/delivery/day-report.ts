import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';
import type { StatusStore } from './status.js';

const REPORTED = 'deliveries-reported';
const DAY_MS = 24 * 60 * 60 * 1_000;
/** What was planned just before midnight has had its time by then, usually. */
const SETTLED_MS = 60 * 60 * 1_000;

/** Remembers across restarts which day was reported last. */
export interface ReportMemory {
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string): Promise<void>;
}

/** Writes one line a day into the log: how many messages were planned on the day before, in UTC, and what became of them. */
export interface DayReport {
  /** Does nothing when that day has been reported already. */
  report(): Promise<void>;
}

export function createDayReport(options: {
  readonly status: Pick<StatusStore, 'balance'>;
  readonly memory: ReportMemory;
  readonly clock: Clock;
  readonly logger: Logger;
}): DayReport {
  const { status, memory, clock, logger } = options;
  return {
    async report() {
      const until = startOfDay(clock.now().getTime() - SETTLED_MS);
      const since = new Date(until.getTime() - DAY_MS);
      const period = since.toISOString().slice(0, 10);
      if (((await memory.read(REPORTED)) ?? '') >= period) return;
      const balance = await status.balance({ kind: 'all' }, { since, until });
      await memory.write(REPORTED, period);
      logger.info({ event: 'deliveries-of-the-day', period, ...balance });
    },
  };
}

function startOfDay(instant: number): Date {
  return new Date(instant - (instant % DAY_MS));
}
