import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyzeDocument } from '../../../src/search/document-terms.js';
import type { QueryNode } from '../../../src/search/query/ast.js';
import { canonical } from '../../../src/search/query/canonical.js';
import { matches } from '../../../src/search/query/evaluate.js';
import { parseQuery } from '../../../src/search/query/parse.js';
import type { SearchDocument } from '../../../src/search/search-engine.js';
import { indexBatch } from '../../../src/search/topics/batch-index.js';
import { createTopicMatcher, type TopicMatcher } from '../../../src/search/topics/topic-matcher.js';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.js';
import { document, tree } from '../engines/bm25/support/arbitraries.js';
import { queryTrees } from '../query/arbitrary-queries.js';

const BUILT = new URL('../../../dist/src/search/topics/matching-worker.js', import.meta.url);
const OBEDIENT = new URL('obedient-matching.mjs', import.meta.url);
const now = new Date('2024-06-11T00:00:00Z');
const paper = (id: string, title: string, abstract = ''): SearchDocument => ({ id, title, abstract });
const PAPERS = [
  paper('a', 'Chain of thought prompting', 'rag with GPT-4o'),
  paper('b', 'A survey of thoughts', 'on RAG'),
  paper('c', 'Poincaré embeddings in C++'),
];
const batches = fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 40 });

/** Where `matches`, which defines what a match is, finds a query. */
function placesOf(root: QueryNode, documents: readonly SearchDocument[]): readonly number[] {
  return documents.flatMap((one, place) => (matches(root, analyzeDocument(one), now) ? [place] : []));
}

describe('a batch of papers', () => {
  it('is matched by exactly the queries that say so', () => {
    fc.assert(
      fc.property(batches, fc.oneof(tree, queryTrees), (documents, root) => {
        expect(indexBatch(documents).matching(root, now)).toEqual(placesOf(root, documents));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('matching topics', () => {
  let clock: ManualClock;
  let matcher: TopicMatcher;
  const open = (file: URL) => {
    clock = createManualClock();
    matcher = createTopicMatcher({ file, timers: clock });
  };
  const match = (queries: readonly string[], documents = PAPERS) =>
    matcher.match({ documents, queries, now });
  beforeEach(() => open(BUILT));
  afterEach(() => matcher.close());

  it('gives each query the papers that match it, in their order', async () => {
    const queries = ['thought', 'rag -survey', 'c++ OR gpt-4o', '"chain of thought"', 'diffusion'];
    expect([...(await match(queries)).matched]).toEqual([
      ['thought', ['a', 'b']],
      ['rag -survey', ['a']],
      ['c++ OR gpt-4o', ['a', 'c']],
      ['"chain of thought"', ['a']],
    ]);
  });

  it('says of every query what the predicate says', async () => {
    const documents = fc.sample(batches, { numRuns: 1, seed: 7 }).flat();
    const texts = fc.sample(tree, { numRuns: 3_000, seed: 7 }).map(canonical);
    const { matched, failed } = await match(texts, documents);
    const expected = new Map<string, readonly string[]>();
    for (const text of texts) {
      const parsed = parseQuery(text);
      expect(failed.has(text)).toBe(!parsed.ok);
      const places = parsed.ok ? placesOf(parsed.query.root, documents) : [];
      if (places.length > 0)
        expected.set(
          text,
          places.map((place) => documents[place]?.id ?? ''),
        );
    }
    expect(matched).toEqual(expected);
    expect(matched.size).toBeGreaterThan(100);
  });

  it('evaluates equal queries once, and takes the last of papers with one id', async () => {
    const queries = Array.from({ length: 5_000 }, () => 'rag');
    const documents = [paper('a', 'Vision'), ...PAPERS];
    expect([...(await match(queries, documents)).matched]).toEqual([['rag', ['a', 'b']]]);
  });

  it('reports a query that cannot be read any more, and goes on', async () => {
    const { matched, failed } = await match(['"open', 'rag', 'up'.repeat(400)]);
    expect(matched.get('rag')).toEqual(['a', 'b']);
    expect([...failed.keys()]).toEqual(['"open', 'up'.repeat(400)]);
    expect(failed.get('"open')).toMatch('quote');
  });

  it('matches more papers than are held at once, in their order', async () => {
    const documents = Array.from({ length: 2_100 }, (_, at) => paper(`p${at}`, at % 700 === 0 ? 'rag' : 'x'));
    const { matched } = await match(['rag', 'diffusion'], documents);
    expect([...matched]).toEqual([['rag', ['p0', 'p700', 'p1400']]]);
  });

  it('starts nothing for nothing', async () => {
    open(new URL('nowhere.mjs', import.meta.url));
    expect((await match([])).matched.size).toBe(0);
    expect((await match(['rag'], [])).matched.size).toBe(0);
  });
});

describe('a thread that matches topics', () => {
  let clock: ManualClock;
  let matcher: TopicMatcher;
  beforeEach(() => {
    clock = createManualClock();
    matcher = createTopicMatcher({ file: OBEDIENT, timers: clock });
  });
  afterEach(() => matcher.close());
  const match = (word: string) => matcher.match({ documents: [paper('a', word)], queries: [word], now });
  /** Lets a batch hang until its time is up. */
  const hang = async () => {
    const hanging = match('hang').catch(String);
    await clock.timerStarted();
    clock.advance(10_000);
    return hanging;
  };

  it('is ended when it hangs, and the next batch has a new one', async () => {
    expect(await hang()).toMatch('made no progress for 10 s');
    expect((await match('fine')).matched.get('fine')).toEqual(['a']);
  });

  it('rejects with a sentence when it dies, and the next batch has a new one', async () => {
    await expect(match('crash')).rejects.toThrow('has ended: it ended with code 7');
    expect((await match('fine')).matched.size).toBe(1);
  });

  it('is not the end when something in it throws', async () => {
    await expect(match('throw')).rejects.toThrow('out of luck');
    expect((await match('fine')).matched.size).toBe(1);
  });

  it('takes one batch after another', async () => {
    const [first, second, third] = [match('fine'), match('crash').catch(String), match('fine')];
    expect((await first).matched.size).toBe(1);
    expect(await second).toMatch('code 7');
    expect((await third).matched.size).toBe(1);
  });

  it('is ended by force when the matcher is closed, and nothing is matched afterwards', async () => {
    const hanging = match('hang').catch(String);
    await clock.timerStarted();
    await matcher.close();
    expect(await hanging).toMatch('has ended');
    await expect(match('fine')).rejects.toThrow('closed');
  });
});
