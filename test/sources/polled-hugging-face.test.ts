import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { HUGGING_FACE_TRENDING } from '../../src/papers/source-states.js';
import { type PolledHuggingFaceOptions, pollHuggingFace } from '../../src/sources/polled-hugging-face.js';
import { createPoller } from '../../src/sources/poller.js';
import { createPassingMemory } from '../../src/sources/source-memory.js';
import { SourceError } from '../../src/sources/web/source-error.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper } from '../store/sample-papers.js';

const HOUR_MS = 3_600_000;
const SOURCE = 'hugging-face';

let clock: ManualClock;
let store: Store;
let known: Map<string, Paper>;
let options: PolledHuggingFaceOptions;
beforeEach(async () => {
  clock = createManualClock('2026-05-21T12:00:00Z');
  const logger = createRecordingLogger();
  store = await openStore({ url: ':memory:', clock, logger });
  known = new Map();
  const { papers, feedDays } = store;
  const catalog = { get: (id: string) => known.get(id) };
  options = { papers, feedDays, clock, logger, memory: createPassingMemory(), catalog };
});
afterEach(() => store.close());

const batchOf = (...papers: readonly Paper[]) => ({
  ...{ papers, withdrawn: [], problems: [], items: papers.length, rejected: 0 },
  ...{ unchanged: false, size: papers.length },
  remember: async () => {},
});
const ofDay = (date: string, ...papers: readonly Paper[]) => ({
  ...batchOf(...papers),
  ...{ date, state: 'complete' as const },
});
const tasks = (huggingFace: Parameters<typeof pollHuggingFace>[0]) =>
  pollHuggingFace(huggingFace, options).due(clock.now(), { source: SOURCE, failures: 0 });
const kept = async () => (await store.papers.changedSince(0, 10)).changes.map(({ paper }) => paper);

describe('the days of Hugging Face', () => {
  it('are noted before they count as seen, so that a crash in between loses none', async () => {
    const paper = samplePaper('One', { id: '2605.00001', feedDate: '2026-05-21' });
    const remember = () => Promise.reject(new Error('The power is cut.'));
    const day = async (date: string) => ({ ...ofDay(date, paper), remember });
    const [first] = await tasks({ day, trending: async () => batchOf() });
    await expect(first?.run()).rejects.toThrow('The power is cut.');
    expect(await store.feedDays.ofSource(SOURCE)).toMatchObject([{ state: 'complete', papers: 1 }]);
  });
});

describe('what is trending on Hugging Face', () => {
  const day = async (date: string) => ofDay(date);
  const old = samplePaper('Old', {
    ...{ id: '2405.00001', source: SOURCE, upvotes: 9 },
    ...{ feedDate: '2024-05-20', feedRank: 3 },
  });
  const seenAgain = { ...old, upvotes: 70, comments: 4, feedDate: '2024-05-19', feedRank: 1 };
  const stranger = samplePaper('Stranger', { id: '2405.00002', source: SOURCE, feedDate: '2024-05-20' });
  const readTrending = async (...papers: readonly Paper[]) => {
    const due = await tasks({ day, trending: async () => batchOf(...papers) });
    await due.find(({ place }) => place === 'trending')?.run();
  };

  it('brings the votes of papers that are known, and neither their day nor their place', async () => {
    await store.papers.merge({ papers: [old], withdrawn: [] }, new Date('2024-05-20T12:00:00Z'));
    known.set(old.id, old);
    await readTrending(seenAgain);
    expect(await kept()).toMatchObject([
      { id: old.id, upvotes: 70, comments: 4, feedDate: '2024-05-20', feedRank: 3 },
    ]);
  });

  it('brings no paper that nobody knew: it is old, and would stand there as new', async () => {
    await readTrending(stranger);
    expect(await kept()).toEqual([]);
  });

  it('that cannot be read is left until tomorrow, and says nothing about the days', async () => {
    const trending = async () => Promise.reject(new SourceError('refused', 'No.'));
    const places: string[] = [];
    const day = async (date: string) => {
      places.push(date);
      return ofDay(date);
    };
    const source = pollHuggingFace({ day, trending }, options);
    const poller = createPoller({ ...options, sources: [source], states: store.sourceStates });
    await poller.poll();
    const read = places.length;
    clock.advance(3 * HOUR_MS);
    await poller.poll();
    expect([read > 10, places.length > read]).toEqual([true, true]);
    expect(await store.sourceStates.all()).toMatchObject([
      { source: SOURCE, failures: 0 },
      { source: HUGGING_FACE_TRENDING, failures: 1, failure: 'No.' },
    ]);
  });

  it('is asked for last, and once a day', async () => {
    const places = async () =>
      (await tasks({ day, trending: async () => batchOf() })).map(({ place }) => place);
    expect((await places()).at(-1)).toBe('trending');
    await readTrending();
    expect(await places()).not.toContain('trending');
    clock.advance(24 * HOUR_MS);
    expect(await places()).toContain('trending');
  });
});
