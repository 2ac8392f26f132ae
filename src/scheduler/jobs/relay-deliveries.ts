import type { Relay } from '../../delivery/relay.js';
import type { Job } from '../scheduler.js';

/** Sends what one platform is owed. Each platform has a job of its own, so that a slow one holds up neither planning nor the others. */
export function createRelayDeliveriesJob(options: {
  readonly platform: string;
  readonly relay: Pick<Relay, 'run'>;
}): Job {
  const { platform, relay } = options;
  return {
    name: `relay-deliveries-${platform}`,
    // A little after planning.
    cron: '2-52/10 * * * * *',
    atStart: true,
    run: (signal) => relay.run(platform, signal),
  };
}
