import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPoller, type PollTask } from '../../src/sources/poller.js';
import { SourceError, type SourceFailure } from '../../src/sources/web/source-error.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const HOUR_MS = 3_600_000;

let clock: ManualClock;
let store: Store;
beforeEach(async () => {
  clock = createManualClock('2026-05-21T12:00:00Z');
  store = await openStore({ url: ':memory:', clock, logger: createRecordingLogger() });
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
