import type { DayReport } from '../../delivery/day-report.js';
import type { Job } from '../scheduler.js';

/** Has the day before reported; it looks every hour, for whoever was not here in the night. */
export function createReportDeliveriesJob({ report }: DayReport): Job {
  return { name: 'report-deliveries', cron: '40 0 * * * *', atStart: true, run: report };
}
