import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScheduler, type Job, type Scheduler } from '../../src/scheduler/scheduler.js';
import { createRecordingLogger, type RecordingLogger } from '../fakes/recording-logger.js';

const SECOND = 1_000;

describe('the scheduler', () => {
  let logger: RecordingLogger;
  let scheduler: Scheduler | undefined;
  let runs: string[];

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-05-21T08:59:55Z') });
    logger = createRecordingLogger();
    runs = [];
  });
  afterEach(async () => {
    await scheduler?.stop();
    vi.useRealTimers();
  });

  function start(...jobs: readonly Partial<Job>[]): Scheduler {
    const complete = jobs.map((job, index): Job => {
      const run = async () => void runs.push(new Date().toISOString().slice(11, 19));
      return { name: `job ${index}`, cron: '*/10 * * * * *', atStart: false, run, ...job };
    });
    scheduler = createScheduler({ jobs: complete, logger });
    scheduler.start();
    return scheduler;
  }

  it('wakes a job by its pattern', async () => {
    start({});
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    expect(runs).toEqual(['09:00:00', '09:00:10', '09:00:20']);
  });

  it('wakes a job at the start if it wants that', async () => {
    start({ atStart: true });
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(runs).toEqual(['08:59:55', '09:00:00']);
  });

  it('reads patterns in UTC, wherever the machine is', async () => {
    start({ cron: '0 0 9 * * *' });
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(runs).toEqual(['09:00:00']);
  });

  it('leaves a job alone that is still running', async () => {
    const ends: (() => void)[] = [];
    const run = () => new Promise<void>((resolve) => void ends.push(resolve));
    start({ run, atStart: true });
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(ends).toHaveLength(2);
    ends[1]?.();
  });

  it('logs a job that fails, wakes it again, and lets the others be', async () => {
    const run = async () => {
      throw new Error('the disk is full');
    };
    start({ name: 'broken', run }, {});
    await vi.advanceTimersByTimeAsync(20 * SECOND);
    expect(runs).toHaveLength(2);
    const failure = { event: 'job-failed', job: 'broken', err: new Error('the disk is full') };
    expect(logger.entries).toEqual([
      { level: 'error', fields: failure },
      { level: 'error', fields: failure },
    ]);
  });

  it('still wakes a job when the process was too busy at its time', async () => {
    start({});
    vi.setSystemTime(new Date('2026-05-21T09:00:07Z'));
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(runs[0]).toBe('09:00:12');
    await vi.advanceTimersByTimeAsync(8 * SECOND);
    expect(runs).toEqual(['09:00:12', '09:00:20']);
  });

  it('tells what runs to end when it stops, waits for it, and wakes nothing any more', async () => {
    const events: string[] = [];
    const run = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          events.push('told');
          setTimeout(() => resolve(void events.push('ended')), 2 * SECOND);
        });
      });
    const stopped = start({ run, atStart: true }, {})
      .stop()
      .then(() => events.push('stopped'));
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    await stopped;
    expect(events).toEqual(['told', 'ended', 'stopped']);
    expect(runs).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('refuses a pattern that it cannot read', () => {
    expect(() => start({ cron: 'now and then' })).toThrow();
  });
});
