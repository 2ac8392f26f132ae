import type { Planner } from '../../delivery/planner.js';
import type { Relay } from '../../delivery/relay.js';
import type { Job } from '../scheduler.js';

/** Plans the lists that are due, then sends what is owed: also what an earlier run or an earlier process left behind. */
export function createPostDailyListsJob(options: { readonly planner: Planner; readonly relay: Relay }): Job {
  const { planner, relay } = options;
  return {
    name: 'post-daily-lists',
    cron: '*/10 * * * * *',
    atStart: true,
    async run(signal) {
      await relay.recover();
      try {
        await planner.plan(signal);
      } finally {
        // What is owed already can be sent even when planning fails.
        await relay.run(signal);
      }
    },
  };
}
