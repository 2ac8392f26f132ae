import type { Job } from '../scheduler.js';

/** Has deleted what could not be deleted at once. */
export function createTidyStoreJob(tidy: () => Promise<void>): Job {
  return { name: 'tidy-store', cron: '20 */10 * * * *', atStart: true, run: tidy };
}
