import type { TopicPlanner } from '../../delivery/topic-planner.js';
import type { Job } from '../scheduler.js';

/** Plans the digests of topics that are due: a job of its own, so that very many topics do not hold up the daily lists. */
export function createPlanTopicsJob(options: { readonly planner: TopicPlanner }): Job {
  return {
    name: 'plan-topics',
    cron: '*/10 * * * * *',
    atStart: true,
    run: (signal) => options.planner.plan(signal),
  };
}
