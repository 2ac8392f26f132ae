import type { Poller } from '../../sources/poller.js';
import type { Job } from '../scheduler.js';

/** Asks the sources for what is due; how often that is, they decide by what was read before. */
export function createPollSourcesJob(poller: Poller): Job {
  return {
    name: 'poll-sources',
    cron: '30 */5 * * * *',
    atStart: true,
    run: (signal) => poller.poll(signal),
  };
}
