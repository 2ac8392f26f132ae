import type { Logger } from '../../ops/logger.js';
import type { Services } from '../../services.js';
import type { Job } from '../scheduler.js';

/** Takes in papers that another process has added to the store, such as `paperboy ingest` beside a running bot. */
export function createFollowCatalogJob(options: {
  readonly catalog: Services['catalog'];
  readonly logger: Logger;
}): Job {
  return {
    name: 'follow-catalog',
    cron: '5-55/10 * * * * *',
    atStart: false,
    async run() {
      const count = await options.catalog.follow();
      if (count > 0) options.logger.info({ event: 'papers-taken-in', count });
    },
  };
}
