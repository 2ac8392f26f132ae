import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PolledOptions, pollArxiv, pollHuggingFace } from '../../src/sources/polled-sources.js';
import { createPoller, type PollTask } from '../../src/sources/poller.js';
import { SourceError, type SourceFailure } from '../../src/sources/web/source-error.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper } from '../store/sample-papers.js';

const HOUR_MS = 3_600_000;

let clock: ManualClock;
let store: Store;
let options: PolledOptions;
beforeEach(async () => {
  clock = createManualClock('2026-05-21T12:00:00Z');
  const logger = createRecordingLogger();
  store = await openStore({ url: ':memory:', clock, logger });
  options = { papers: store.papers, feedDays: store.feedDays, clock, logger };
});
afterEach(() => store.close());

describe('polling', () => {
  /** A source with three things to ask for, each of which may fail. */
  function createSource(source: string) {
    const asked: string[] = [];
    const failing = new Map<string, SourceFailure>();
    const task = (place: string): PollTask => ({
      place,
      async run() {
        asked.push(place);
        const kind = failing.get(place);
        if (kind !== undefined) throw new SourceError(kind, `${place} fails.`);
      },
    });
    return { source, asked, failing, due: async () => [task('first'), task('second'), task('third')] };
  }
  const poll = (...sources: ReturnType<typeof createSource>[]) =>
    createPoller({ sources, states: store.sourceStates, clock, logger: createRecordingLogger() });

  it('asks for all that is due, and remembers that it went well', async () => {
    const source = createSource('hf');
    await poll(source).poll();
    expect(source.asked).toEqual(['first', 'second', 'third']);
    expect(await store.sourceStates.all()).toEqual([
      { source: 'hf', failures: 0, lastSuccessAt: clock.now() },
    ]);
  });

  it('leaves a source in trouble alone for a while, and goes on with the others', async () => {
    const [troubled, other] = [createSource('arxiv'), createSource('hf')];
    troubled.failing.set('first', 'unreachable').set('second', 'unreachable');
    const poller = poll(troubled, other);
    await poller.poll();
    await poller.poll();
    expect(troubled.asked).toEqual(['first', 'second']);
    expect(other.asked).toHaveLength(6);
    expect((await store.sourceStates.all())[0]).toMatchObject({ failures: 2, failure: 'second fails.' });
    troubled.failing.clear();
    clock.advance(2 * HOUR_MS);
    await poller.poll();
    expect(troubled.asked.slice(2)).toEqual(['third', 'first', 'second']);
  });

  it('comes to the rest also when the most urgent things fail for days', async () => {
    const source = createSource('hf');
    source.failing.set('first', 'unreadable').set('second', 'unreadable');
    const poller = poll(source);
    for (let passed = 0; passed < 48; passed += 2) {
      await poller.poll();
      clock.advance(2 * HOUR_MS);
    }
    expect(source.asked.filter((place) => place === 'third').length).toBeGreaterThan(20);
    expect((await store.sourceStates.all())[0]?.lastSuccessAt).toBeDefined();
  });

  it.each(['unreadable', 'refused', 'unreachable'] as const)(
    'sets aside what is %s, so that it keeps nobody from the rest',
    async (kind) => {
      const source = createSource('hf');
      source.failing.set('first', kind);
      const poller = poll(source);
      await poller.poll();
      expect(source.asked).toEqual(['first', 'second', 'third']);
      await poller.poll();
      expect(source.asked.slice(3)).toEqual(['second', 'third']);
      clock.advance(2 * HOUR_MS);
      await poller.poll();
      expect(source.asked.filter((place) => place === 'first')).toHaveLength(2);
    },
  );

  it('asks nothing more of a source that wants to be left alone', async () => {
    const source = createSource('hf');
    source.failing.set('first', 'limited');
    await poll(source).poll();
    expect(source.asked).toEqual(['first']);
  });

  it('is no failure when it is told to stop', async () => {
    const source = createSource('hf');
    source.failing.set('first', 'stopped');
    await poll(source).poll();
    const stopped = new AbortController();
    stopped.abort();
    await poll(source).poll(stopped.signal);
    expect(source.asked).toEqual(['first']);
    expect(await store.sourceStates.all()).toEqual([]);
  });
});

describe('Hugging Face', () => {
  it('has its days noted before they count as seen, so that a crash in between loses none', async () => {
    const day = async (date: string) => ({
      ...{ date, state: 'complete' as const, unchanged: false, items: 1, rejected: 0 },
      papers: [samplePaper('One', { id: '2605.00001', feedDate: date })],
      withdrawn: [],
      problems: [],
      remember: () => Promise.reject(new Error('The power is cut.')),
    });
    const [first] = await pollHuggingFace({ day }, options).due(clock.now(), { source: 'hf', failures: 0 });
    await expect(first?.run()).rejects.toThrow('The power is cut.');
    expect(await store.feedDays.ofSource('hugging-face')).toMatchObject([{ state: 'complete', papers: 1 }]);
  });
});

describe('arXiv', () => {
  const announced = async () => ({
    papers: [
      samplePaper('One', { id: '2605.00001', source: 'arxiv' }),
      samplePaper('Two', { id: '2605.00002', source: 'arxiv' }),
    ],
    withdrawn: [],
    problems: [],
    date: '2026-05-21',
    unchanged: false,
    remember: async () => {},
  });
  const openArxiv = (leads: boolean) =>
    pollArxiv({ announced }, { ...options, categories: ['cs.LG'], leads });
  const pollOnce = async (leads: boolean) => {
    const sources = [openArxiv(leads)];
    await createPoller({
      sources,
      states: store.sourceStates,
      clock,
      logger: createRecordingLogger(),
    }).poll();
  };
  const papers = async () => (await store.papers.changedSince(0, 10)).changes.map(({ paper }) => paper);

  it('makes the days that lists are made of where it is the only source', async () => {
    await pollOnce(true);
    expect(await papers()).toMatchObject([
      { feedDate: '2026-05-21', feedRank: 1 },
      { feedDate: '2026-05-21', feedRank: 2 },
    ]);
    expect(await store.feedDays.ofSource('arxiv')).toMatchObject([
      { day: '2026-05-21', state: 'complete', papers: 2 },
    ]);
  });

  it('only fills the catalog beside another source', async () => {
    await pollOnce(false);
    expect((await papers()).map(({ feedDate }) => feedDate)).toEqual([undefined, undefined]);
  });

  it('is asked every six hours', async () => {
    const arxiv = openArxiv(true);
    const now = clock.now();
    const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
    const due = (lastSuccessAt?: Date) =>
      arxiv.due(now, { source: 'arxiv', failures: 0, ...(lastSuccessAt ? { lastSuccessAt } : {}) });
    expect(await due()).toHaveLength(1);
    expect(await due(ago(5.9))).toEqual([]);
    expect(await due(ago(6))).toHaveLength(1);
  });
});
