import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import {
  ana,
  channel,
  createPlatform,
  type Newsroom,
  openNewsroom,
  type Platform,
} from '../delivery/newsroom.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { samplePapers } from '../store/sample-papers.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CHANNELS = ['one', 'two', 'three'].map((id) => ({ ...channel, id }));
const PAPERS = samplePapers(400);

const place = fc.constantFrom(...CHANNELS);
const at = fc.constantFrom('00:10', '09:00', '12:30', '22:30');
const zone = fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe');
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  },
  fc.record({ kind: fc.constant('crash' as const), arrives: fc.boolean() }),
  fc.record({ kind: fc.constant('restart' as const) }),
  fc.record({
    kind: fc.constant('lost' as const),
    arrives: fc.boolean(),
    times: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('busy' as const), seconds: fc.integer({ min: 1, max: 7_200 }) }),
  fc.record({ kind: fc.constant('jump' as const), hours: fc.integer({ min: -26, max: 26 }) }),
  fc.record({ kind: fc.constant('on' as const), place, at, zone }),
  fc.record({ kind: fc.constant('off' as const), place }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const folder = useTemporaryFolder();

/** A paperboy to which things happen, in front of a platform that outlives it. */
async function createStory(url: string) {
  const clock = createManualClock('2026-03-27T12:00:00Z');
  const platform: Platform = createPlatform(clock);
  const open = async () => {
    const room = await openNewsroom({ url, clock, platform, random: () => 0.5 });
    room.corpus.papers = PAPERS;
    return room;
  };
  let room: Newsroom = await open();
  let latest = clock.now().getTime();
  const calm = () => Object.assign(platform, { trouble: () => undefined, arrives: false });

  async function crash(arrives: boolean) {
    const abandoned = room;
    const hanging = new Promise<void>((resolve) => {
      Object.assign(platform, {
        arrives,
        trouble: () => {
          resolve();
          return arrives ? new NeverError() : new Promise<never>(() => {});
        },
      });
    });
    await Promise.race([abandoned.tick(), hanging]);
    calm();
    room = await open();
  }

  return {
    platform,
    room: () => room,
    async happen(event: Step) {
      latest = Math.max(latest, clock.now().getTime());
      switch (event.kind) {
        case 'pass':
          clock.advance(event.minutes * MINUTE);
          return room.tick();
        case 'crash':
          return crash(event.arrives);
        case 'restart':
          await room.close();
          room = await open();
          return;
        case 'lost':
          return fail(event.times, event.arrives, new DeliveryError('unknown', 'The connection broke.'));
        case 'busy':
          return fail(
            1,
            false,
            new DeliveryError('retry', 'Slow down.', { retryAfterMs: event.seconds * 1_000 }),
          );
        case 'jump':
          clock.advance(event.hours * HOUR);
          return room.tick();
        case 'on':
          await room.daily.turnOn(event.place, { at: event.at, zone: event.zone, size: 1 }, ana);
          return;
        case 'off':
          await room.daily.turnOff(event.place);
      }
    },
    /** The faults end, the clock makes up for what it was set back, and two days and more go by. */
    async settle() {
      calm();
      while (clock.now().getTime() < latest + 60 * HOUR) {
        clock.advance(HOUR);
        await room.tick();
        await room.tick();
      }
    },
    async end() {
      await room.close();
    },
  };

  function fail(times: number, arrives: boolean, error: DeliveryError) {
    let left = times;
    Object.assign(platform, {
      arrives,
      trouble: () => {
        if (left-- > 0) return error;
        calm();
        return undefined;
      },
    });
  }
}

/** What a process that died would have been told. */
class NeverError extends Error {}

it('posts a date once, and no paper twice, whatever happens', { timeout: 300_000 }, async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (events) => {
      const story = await createStory(`file:${folder.path(`run-${runs++}.db`)}`);
      for (const target of CHANNELS)
        await story.happen({ kind: 'on', place: target, at: '09:00', zone: 'UTC' });
      for (const event of events) await story.happen(event);
      await story.settle();
      for (const target of CHANNELS) {
        const posts = story.platform.posts.filter((post) => post.target.id === target.id);
        const dates = posts.map(({ text }) => text.split(':')[0]);
        expect(new Set(dates).size, `dates of ${target.id}: ${dates}`).toBe(dates.length);
        const papers = posts.map(({ text }) => text.split(': ')[1]);
        expect(new Set(papers).size, `papers of ${target.id}: ${papers}`).toBe(papers.length);
        const { schedule, last } = await story.room().daily.show(target);
        expect(['sent', 'failed', 'skipped', undefined]).toContain(last?.state);
        // Whoever still wants the list has had that of the last whole day.
        if (schedule !== undefined) expect(last?.state).toBe('sent');
      }
      await story.end();
    }),
    { numRuns: 300 },
  );
});
