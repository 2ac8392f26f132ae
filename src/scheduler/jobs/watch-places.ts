import type { PlaceLookout } from '../../delivery/place-watch.js';
import type { Job } from '../scheduler.js';

/** Looks into what platforms have told of their places: it comes in bursts, and nothing of it is urgent. */
export function createWatchPlacesJob(lookout: Pick<PlaceLookout, 'look'>): Job {
  return {
    name: 'watch-places',
    cron: '5-59/10 * * * * *',
    atStart: true,
    run: (signal) => lookout.look(signal),
  };
}
