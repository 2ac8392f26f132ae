import { describe, expect, it } from 'vitest';
import { createGrowingEngine } from '../../../src/search/engines/growing-engine.js';
import { HostedEngine } from '../../../src/search/engines/hosted/hosted-engine.js';
import type { EngineName } from '../../../src/search/engines/hosted/messages.js';
import type { SearchDocument, SearchEngine, SearchRequest } from '../../../src/search/search-engine.js';
import { describeSearchEngine } from '../../contracts/search-engine.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';
import { createEngineHost } from './support/engine-host.js';

const open = (engine: EngineName) => new HostedEngine({ engine }, createEngineHost());
const growing = (
  options: { papers?: number; mostForLunr?: number; open?: (name: EngineName) => SearchEngine } = {},
) => createGrowingEngine({ papers: 0, mostForLunr: 3, logger: createRecordingLogger(), open, ...options });

const papers = (count: number): readonly SearchDocument[] =>
  Array.from({ length: count }, (_, at) => ({ id: `p${at}`, title: `Model ${at}`, abstract: '' }));
const model: SearchRequest = {
  query: { text: 'model', root: { kind: 'text', match: 'word', text: 'model' } },
  ...{ match: 'all', sort: 'relevance', offset: 0, limit: 100, now: new Date(0) },
};

describeSearchEngine('an engine that grows as it is filled', () => growing());
describeSearchEngine('an engine that may grow', () => growing({ mostForLunr: 1_000 }));

describe('an engine that grows', () => {
  it('starts with what fits the papers there are', async () => {
    for (const [count, name] of [
      [3, 'lunr'],
      [4, 'bm25'],
    ] as const) {
      const engine = growing({ papers: count });
      expect(engine.name).toBe(name);
      await engine.close();
    }
  });

  it('changes engines when there are too many papers, and loses none', async () => {
    const engine = growing();
    await engine.add(papers(2));
    await engine.remove(['p0']);
    expect([engine.name, engine.size]).toEqual(['lunr', 1]);
    await engine.add(papers(6).slice(1));
    expect([engine.name, engine.size]).toEqual(['bm25', 5]);
    const { hits } = await engine.search(model);
    expect(hits.map(({ id }) => id).sort()).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    await engine.remove(['p1', 'p2', 'p3', 'p4']);
    expect([engine.name, engine.size]).toEqual(['bm25', 1]);
    await engine.close();
  });

  it('answers all the while, from what was there or from what is there now', async () => {
    const engine = growing();
    await engine.add(papers(3));
    let done = false;
    const grown = engine.add(papers(400)).then(() => {
      done = true;
    });
    const totals = new Set<number>();
    while (!done) totals.add((await engine.search(model)).total);
    await grown;
    totals.add((await engine.search(model)).total);
    expect([...totals].sort((a, b) => a - b)).toEqual([3, 400]);
    await engine.close();
  });

  it('stays as it is when the larger engine cannot be had, and tries again with the next papers', async () => {
    let tries = 0;
    const engine = growing({
      open(name) {
        const fails = name === 'bm25' && ++tries === 1;
        const file = new URL('nobody.mjs', import.meta.url);
        return fails ? new HostedEngine({ engine: name }, createEngineHost(file)) : open(name);
      },
    });
    await engine.add(papers(3));
    await expect(engine.add(papers(4))).rejects.toThrow('does not work just now');
    expect([engine.name, (await engine.search(model)).total]).toEqual(['lunr', 3]);
    await engine.add(papers(4));
    expect([engine.name, (await engine.search(model)).total]).toEqual(['bm25', 4]);
    await engine.close();
  });
});
