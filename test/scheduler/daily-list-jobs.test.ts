import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Target } from '../../src/core/invocation.js';
import { createPlanDailyListsJob } from '../../src/scheduler/jobs/plan-daily-lists.js';
import { createRelayDeliveriesJob } from '../../src/scheduler/jobs/relay-deliveries.js';
import { createScheduler } from '../../src/scheduler/scheduler.js';
import { ana, channel, elsewhere, type Newsroom, openNewsroom } from '../delivery/newsroom.js';

describe('the job that plans daily lists', () => {
  it('takes up what was left behind before it plans', async () => {
    const steps: string[] = [];
    const job = createPlanDailyListsJob({
      planner: { plan: async () => void steps.push('plan') },
      relay: { recover: async () => void steps.push('recover') },
      keeper: { tell: async () => void steps.push('tell') },
    });
    await job.run(new AbortController().signal);
    expect(steps).toEqual(['recover', 'tell', 'plan']);
  });
});

describe('a platform whose sends take long', () => {
  let room: Newsroom;
  beforeEach(async () => {
    vi.useFakeTimers({ now: new Date('2026-05-21T08:59:55Z') });
    room = await openNewsroom();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await room.close();
  });

  it('holds up neither planning nor the other platforms', async () => {
    const { platform, planner, relay, keeper, clock, daily, logger } = room;
    const answers: (() => void)[] = [];
    platform.trouble = ({ target }) =>
      target.platform === channel.platform
        ? new Promise((resolve) => void answers.push(() => resolve(undefined)))
        : undefined;
    const scheduler = createScheduler({
      jobs: [
        createPlanDailyListsJob({ planner, relay, keeper }),
        ...[channel, elsewhere].map((target) =>
          createRelayDeliveriesJob({ platform: target.platform, relay }),
        ),
      ],
      logger,
    });
    const turnOn = (target: Target, at: string) => daily.turnOn(target, { at, zone: 'UTC', size: 1 }, ana);
    for (const at of ['09:00', '09:01']) {
      await turnOn({ ...channel, id: at }, at);
      await turnOn({ ...elsewhere, id: at }, at);
    }
    scheduler.start();
    clock.advance(Date.parse('2026-05-21T09:00:00Z') - clock.now().getTime());
    await vi.advanceTimersByTimeAsync(20_000);
    clock.advance(60_000);
    await vi.advanceTimersByTimeAsync(20_000);

    expect(platform.posts.map(({ target }) => target)).toEqual([
      { ...elsewhere, id: '09:00' },
      { ...elsewhere, id: '09:01' },
    ]);
    expect(answers).toHaveLength(1);
    const stopped = scheduler.stop();
    answers[0]?.();
    await stopped;
    expect(platform.posts).toHaveLength(3);
  });
});
