import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createPostgresClock, type PostgresClock } from '../support/postgres-clock.js';
import { createPostgresDatabase, hasPostgres } from '../support/postgres-database.js';
import { ana, channel, createPlatform, type Newsroom, openNewsroom, type Platform } from './newsroom.js';

const START = '2026-05-20T12:00:00Z';
const NINE_UTC = { at: '09:00', zone: 'UTC', size: 2 };
const LIST = '2026-05-21: Paper 1, Paper 2';

/** The clock of the second host is so far ahead of that of the first one and of the server. */
const SKEWS = [90_000, -600_000];

describe.skipIf(!hasPostgres).each(SKEWS)('two hosts whose clocks are %i ms apart', (skew) => {
  let server: PostgresClock;
  let clocks: readonly ManualClock[];
  let platform: Platform;
  let right: Newsroom;
  let wrong: Newsroom;
  beforeEach(async () => {
    const url = await createPostgresDatabase();
    server = await createPostgresClock(url, START);
    const clock = createManualClock(START);
    const skewed = createManualClock(new Date(Date.parse(START) + skew));
    clocks = [clock, skewed];
    // It knows no key again, so that nothing but the lease keeps a message from being posted twice.
    platform = Object.assign(createPlatform(clock), { remembersKeyMs: 0 });
    right = await openNewsroom({ url, serverTime: true, clock, platform });
    wrong = await openNewsroom({ url, serverTime: true, clock: skewed, platform, rates: { perSecond: 1 } });
    await wrong.daily.turnOn(channel, NINE_UTC, ana);
  });
  afterEach(async () => {
    await right.close();
    await wrong.close();
    await server.end();
  });

  /** Time passes for everybody, up to an instant of the server. */
  async function until(instant: string) {
    const passed = Date.parse(instant) - (clocks[0]?.now().getTime() ?? 0);
    for (const clock of clocks) clock.advance(passed);
    await server.set(instant);
  }
  const last = async () => (await right.daily.show(channel)).last;

  it('post a list at its time by the server, neither earlier nor later, and once', async () => {
    await until('2026-05-21T08:59:59Z');
    for (const host of [wrong, right]) await host.tick();
    expect(platform.posts).toEqual([]);
    await until('2026-05-21T09:00:00Z');
    for (const host of [wrong, right, wrong]) await host.tick();
    expect(right.texts()).toEqual([LIST]);
  });

  it.each(['right', 'wrong'])('leave a message to the %s one, which is still sending it', async (sender) => {
    const [one, other] = sender === 'right' ? [right, wrong] : [wrong, right];
    await until('2026-05-21T09:00:00Z');
    let answer = () => {};
    const hanging = new Promise<void>((hang) => {
      platform.trouble = () => {
        hang();
        return new Promise((resolve) => {
          answer = () => resolve(undefined);
        });
      };
    });
    const sending = one.tick();
    await hanging;
    await until('2026-05-21T09:01:29Z');
    await other.tick();
    expect(await last()).toMatchObject({ state: 'sending', attempts: 1 });
    answer();
    await sending;
    expect(right.texts()).toEqual([LIST]);
    expect(await last()).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it.each(['right', 'wrong'])(
    'take over what the %s one has left behind, once the lease is over',
    async (dead) => {
      const [one, other] = dead === 'right' ? [right, wrong] : [wrong, right];
      await until('2026-05-21T09:00:00Z');
      await one.planner.plan();
      const claim = { owner: 'dead', platform: 'discord', dueBy: one.store.clock.now(), leaseMs: 90_000 };
      expect(await one.store.outbox.claim({ ...claim, limit: 1 })).toHaveLength(1);
      await until('2026-05-21T09:01:29Z');
      await other.tick();
      expect(right.texts()).toEqual([]);
      await until('2026-05-21T09:01:30Z');
      await other.tick();
      expect(right.texts()).toEqual([LIST]);
    },
  );

  it('send no more of what one had claimed before it was stopped and the other took over', async () => {
    for (const id of ['one', 'two', 'three']) await right.daily.turnOn({ ...channel, id }, NINE_UTC, ana);
    await until('2026-05-21T09:00:00Z');
    const first = new Promise<void>((sent) => {
      platform.trouble = () => void sent();
    });
    let running = true;
    const stopped = wrong.tick().finally(() => {
      running = false;
    });
    await first;
    // For the stopped one no time passes: it goes on waiting for the turn of the second message.
    await server.set('2026-05-21T09:01:31Z');
    clocks[0]?.advance(91_000);
    await right.tick();
    expect(platform.attempts).toHaveLength(4);
    clocks[1]?.advance(91_000);
    while (running) {
      clocks[1]?.advance(1_000);
      await setImmediate();
    }
    await stopped;
    expect(platform.attempts).toHaveLength(4);
    expect(new Set(platform.posts.map(({ target }) => target.id)).size).toBe(4);
  });

  it('wait as long as the platform has asked one of them to', async () => {
    platform.trouble = () => new DeliveryError('retry', 'Too fast.', { retryAfterMs: 65_000 });
    await until('2026-05-21T09:00:00Z');
    await wrong.tick();
    platform.trouble = () => undefined;
    await until('2026-05-21T09:01:05Z');
    for (const host of [right, wrong]) await host.tick();
    expect(right.texts()).toEqual([]);
    await until('2026-05-21T09:01:06Z');
    for (const host of [right, wrong]) await host.tick();
    expect(right.texts()).toEqual([LIST]);
  });

  it('tell the operator of the wrong one, once', async () => {
    for (const instant of ['2026-05-21T07:00:00Z', '2026-05-21T07:00:10Z']) {
      await until(instant);
      for (const host of [right, wrong]) await host.tick();
    }
    const told = ({ logger }: Newsroom) =>
      logger.entries.filter(({ fields }) => fields.event === 'clock-differs');
    expect(told(right)).toEqual([]);
    expect(told(wrong).map(({ fields }) => fields.ms)).toEqual([skew]);
  });
});
