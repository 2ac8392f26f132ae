import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/delivery/pace.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { channel } from './newsroom.js';

const START = Date.parse('2026-05-21T09:00:00Z');
type Rates = Parameters<typeof createPace>[0];

/** When each of some messages has its turn, in milliseconds from now on. */
async function turns(rates: Rates, targets: readonly (readonly [string, string])[], factor = 1) {
  const clock = createManualClock('2026-05-21T09:00:00Z');
  const pace = createPace(rates, clock);
  pace.slowDown(factor);
  const times: number[] = [];
  const all = targets.map(async ([tenant, id], index) => {
    await pace.turn({ ...channel, tenant, id });
    times[index] = clock.now().getTime() - START;
  });
  for (let step = 0; step < 1_000; step++) {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    clock.advance(5);
  }
  await Promise.all(all);
  return times;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => ['T', `c${index}`] as const);

describe('the pace of a platform', () => {
  it('is never faster than so many in any second', async () => {
    const times = await turns({ perSecond: 40 }, many(100));
    for (const start of times) {
      const within = times.filter((time) => time >= start && time < start + 1_000);
      expect(within.length).toBeLessThanOrEqual(40);
    }
    expect(Math.max(...times)).toBe(2_475);
  });

  it('is a second for each channel, and half of one for each workspace, which do not wait for one another', async () => {
    const rates = { perTenant: 2, perDestination: 1 };
    expect(
      await turns(rates, [
        ['A', '1'],
        ['A', '1'],
        ['A', '2'],
        ['B', '1'],
      ]),
    ).toEqual([0, 1_000, 1_500, 0]);
  });

  it('lets nothing bunch up that had to wait for a busy machine', async () => {
    const clock = createManualClock('2026-05-21T09:00:00Z');
    const pace = createPace({ perSecond: 40 }, clock);
    const times: number[] = [];
    for (const [tenant, id] of many(60)) {
      void pace.turn({ ...channel, tenant, id }).then(() => times.push(clock.now().getTime() - START));
    }
    // For a second nobody had a turn, and then everything is late at once.
    for (const step of [1_000, ...Array.from({ length: 1_000 }, () => 5)]) {
      clock.advance(step);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
    expect(times).toHaveLength(60);
    for (const start of times) {
      expect(times.filter((time) => time >= start && time < start + 1_000).length).toBeLessThanOrEqual(48);
    }
  });

  it('waits for nothing that a clock set back would make it wait for', async () => {
    const clock = createManualClock('2026-05-21T09:00:00Z');
    const pace = createPace({ perSecond: 40 }, clock);
    await pace.turn(channel);
    clock.advance(-7_200_000);
    expect(await pace.turn(channel)).toBe(true);
  });

  it('can be slowed down', async () => {
    expect(await turns({ perSecond: 40 }, many(4), 2)).toEqual([0, 50, 100, 150]);
  });

  it('is none where nothing is said', async () => {
    expect(await turns({}, many(3))).toEqual([0, 0, 0]);
  });

  it('holds nobody up who is told to stop', async () => {
    const pace = createPace({ perSecond: 1 }, createManualClock());
    const stopping = new AbortController();
    expect(await pace.turn(channel, stopping.signal)).toBe(true);
    const waiting = pace.turn(channel, stopping.signal);
    stopping.abort();
    expect(await waiting).toBe(false);
  });
});
