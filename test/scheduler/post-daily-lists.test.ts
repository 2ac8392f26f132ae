import { describe, expect, it } from 'vitest';
import { createPostDailyListsJob } from '../../src/scheduler/jobs/post-daily-lists.js';

describe('the job that posts daily lists', () => {
  function createJob(plan: () => Promise<void>) {
    const steps: string[] = [];
    const job = createPostDailyListsJob({
      planner: { plan: () => Promise.resolve(steps.push('plan')).then(plan) },
      relay: {
        recover: async () => void steps.push('recover'),
        run: async () => void steps.push('send'),
      },
    });
    return { steps, run: () => job.run(new AbortController().signal) };
  }

  it('takes up what was left behind, then plans, then sends', async () => {
    const { steps, run } = createJob(async () => {});
    await run();
    expect(steps).toEqual(['recover', 'plan', 'send']);
  });

  it('sends what is owed already even when planning fails, and says that it failed', async () => {
    const { steps, run } = createJob(async () => {
      throw new Error('no papers');
    });
    await expect(run()).rejects.toThrow('no papers');
    expect(steps).toEqual(['recover', 'plan', 'send']);
  });
});
