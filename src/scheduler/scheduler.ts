import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from '../ops/logger.js';

/** Work to be woken for. A job looks at the clock itself and does what is due, so a late or repeated wake-up is harmless. */
export interface Job {
  readonly name: string;
  /** A cron pattern with seconds, in UTC. */
  readonly cron: string;
  /** Also run when the scheduler starts, for what came due while nobody was here. */
  readonly atStart: boolean;
  run(signal: AbortSignal): Promise<void>;
}

export interface Scheduler {
  start(): void;
  /** Wakes no job any more, tells the running ones to end, and waits for them. */
  stop(): Promise<void>;
}

/** Wakes jobs by their patterns. A job still running is left alone; one that fails is logged and woken again next time. */
export function createScheduler(options: {
  readonly jobs: readonly Job[];
  readonly logger: Logger;
}): Scheduler {
  const { jobs, logger } = options;
  const running = new Map<Job, Promise<void>>();
  const stopping = new AbortController();
  let tasks: readonly ScheduledTask[] = [];

  const wake = (job: Job) => {
    if (running.has(job) || stopping.signal.aborted) return;
    const run = runLogged(job, stopping.signal, logger).finally(() => running.delete(job));
    running.set(job, run);
  };

  return {
    start() {
      tasks = jobs.map((job) => cron.schedule(job.cron, () => wake(job), taskOptions(job, logger)));
      for (const job of jobs) if (job.atStart) wake(job);
    },
    async stop() {
      stopping.abort();
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running.values());
    },
  };
}

async function runLogged(job: Job, signal: AbortSignal, logger: Logger): Promise<void> {
  try {
    await job.run(signal);
  } catch (error) {
    logger.error({ event: 'job-failed', job: job.name, err: error });
  }
}

// node-cron drops a wake-up that is more than a second late, which a busy moment is enough for; here the newest one always counts.
function taskOptions(job: Job, logger: Logger) {
  const note = (level: 'debug' | 'warn' | 'error') => (message: string | Error) =>
    logger[level]({ event: 'cron', job: job.name, reason: String(message) });
  return {
    name: job.name,
    timezone: 'UTC',
    missedExecutionTolerance: Number.POSITIVE_INFINITY,
    suppressMissedWarning: true,
    logger: { debug: note('debug'), info: note('debug'), warn: note('warn'), error: note('error') },
  };
}
