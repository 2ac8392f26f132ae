import type { DestinationKeeper } from '../../delivery/destination-keeper.js';
import type { Planner } from '../../delivery/planner.js';
import type { Relay } from '../../delivery/relay.js';
import type { Job } from '../scheduler.js';

/** Takes back what was left behind or came too late, then plans the lists that are due. */
export function createPlanDailyListsJob(options: {
  readonly planner: Planner;
  readonly relay: Pick<Relay, 'recover'>;
  readonly keeper: Pick<DestinationKeeper, 'tell'>;
}): Job {
  const { planner, relay, keeper } = options;
  return {
    name: 'plan-daily-lists',
    cron: '*/10 * * * * *',
    atStart: true,
    async run(signal) {
      await relay.recover();
      await keeper.tell();
      await planner.plan(signal);
    },
  };
}
