import type { ClockWatch } from '../../delivery/clock-watch.js';
import type { Job } from '../scheduler.js';

/** Has somebody look at the clock as often as anything is planned by it. */
export function createWatchClockJob({ look }: ClockWatch): Job {
  return { name: 'watch-clock', cron: '*/10 * * * * *', atStart: true, run: async () => look() };
}
