import { expect } from 'vitest';
import type { Clock } from '../../src/core/clock.js';
import type { FeedDay } from '../../src/papers/feed-days.js';
import type { Paper } from '../../src/papers/paper.js';
import { backfill, type ReadDays } from '../../src/sources/backfill.js';
import { createHuggingFace } from '../../src/sources/hugging-face/hugging-face.js';
import { openStore, type Store } from '../../src/store/store.js';
import { startFakeHuggingFace } from '../fakes/hugging-face/fake-hugging-face.js';
import type { RealDays } from '../fakes/hugging-face/real-days.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { createSeededRandom } from '../fakes/seeded-random.js';
import { PASSING_FAULTS, randomFaults, type SourceFault } from '../fakes/source-faults.js';

/** One moment for everything, so that runs of any length can be compared. */
const STANDING: Clock = {
  now: () => new Date('2026-11-25T12:00:00Z'),
  steady: () => 0,
  timer: (milliseconds) => ({
    elapsed: milliseconds === 10_000 ? new Promise(() => {}) : Promise.resolve(),
    cancel: () => {},
  }),
};

/** What goes wrong: silence would need a clock that moves. */
const FAULTS: readonly SourceFault[] = [
  ...PASSING_FAULTS.filter((fault) => fault !== 'silent'),
  ...(['broken-gzip', 'cut-short', 'web-page', 'refused'] as const),
];
/** Below what a usual day has, so that most days come on several pages. */
const PAGE_SIZE = 12;
const SOURCE = 'hugging-face';

/** Every paper of a file, read without any of our code: what is an object and names an id. */
export function idsIn(days: RealDays, some: readonly string[]): ReadonlySet<string> {
  const values = some.flatMap((day) => {
    const whole: unknown = JSON.parse(days.bodyOf(day) ?? '[]');
    return Array.isArray(whole) ? whole : Object(whole).data;
  });
  return new Set(values.flatMap((item) => (typeof item === 'object' && item?.paper ? [item.paper.id] : [])));
}

export interface Story {
  readonly days: readonly string[];
  readonly seed: number;
  /** How likely each request is to go wrong, and each day to be the last before everything is started anew. */
  readonly trouble: number;
}

/** Reads days into a new database, starting over as often as it takes. */
export async function readAll(recorded: RealDays, { days, seed, trouble }: Story) {
  const random = createSeededRandom(seed);
  const logger = createRecordingLogger();
  const store = await openStore({ url: 'file::memory:', clock: STANDING, logger });
  let starts = 0;
  for (let left = true; left; ) {
    starts += 1;
    const stop = new AbortController();
    const fault = randomFaults(random, trouble, FAULTS);
    const server = await startFakeHuggingFace({ days: recorded.bodyOf, fault, pageSize: PAGE_SIZE });
    const huggingFace = createHuggingFace({
      base: server.url,
      userAgent: 'paperboy/0.0.0',
      clock: STANDING,
      logger,
      random,
      memory: store.settings,
      stop: stop.signal,
    });
    const readDays: ReadDays = {
      async finished() {
        const known = await store.feedDays.ofSource(SOURCE);
        return new Set(known.filter(({ state }) => state === 'complete').map(({ day }) => day));
      },
      async note({ date: day, state, papers }, asked) {
        if (random() < trouble) throw new Error('the power is out');
        await store.feedDays.note({ source: SOURCE, day, state, papers: papers.length }, asked);
      },
    };
    const readDay = (date: string) => {
      if (random() < trouble / 2) stop.abort();
      return huggingFace.day(date);
    };
    try {
      const { ended, failed } = await backfill({
        readDay,
        papers: store.papers,
        readDays,
        clock: STANDING,
        days,
      });
      left = ended !== undefined || failed.length > 0;
    } catch (error) {
      expect(error).toMatchObject({ message: 'the power is out' });
    }
    await server.close();
  }
  return { store, starts };
}

/** The papers by their ids, and the days they are known to come from. */
export async function contentOf(store: Store): Promise<StoredContent> {
  const { changes } = await store.papers.changedSince(0, 100_000);
  const feedDays = await store.feedDays.ofSource(SOURCE);
  await store.close();
  return { papers: changes.map(({ paper }) => paper).sort((a, b) => (a.id < b.id ? -1 : 1)), feedDays };
}

export interface StoredContent {
  readonly papers: readonly Paper[];
  readonly feedDays: readonly FeedDay[];
}

/** The same days in an order that a seed decides. */
export function shuffled(days: readonly string[], seed: number): readonly string[] {
  const random = createSeededRandom(seed);
  const drawn = days.map((day) => ({ day, at: random() })).sort((a, b) => a.at - b.at);
  return drawn.map(({ day }) => day);
}
