import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { completeQuery } from '../../../../src/search/completion/complete-query.js';
import { HostedEngine } from '../../../../src/search/engines/hosted/hosted-engine.js';
import { createLunrEngine } from '../../../../src/search/engines/lunr/lunr-engine.js';
import { freeSearch } from '../../../../src/search/free-search.js';
import { parseQuery } from '../../../../src/search/query/parse.js';
import type { SearchDocument, SearchRequest } from '../../../../src/search/search-engine.js';
import { describeSearchEngine } from '../../../contracts/search-engine.js';
import { createEngineHost, type TestHost } from '../support/engine-host.js';

describeSearchEngine('lunr in a thread', () => new HostedEngine({ engine: 'lunr' }, createEngineHost()));
describeSearchEngine('bm25 in a thread', () => new HostedEngine({ engine: 'bm25' }, createEngineHost()));

describe('an engine that is far away', () => {
  const far = new HostedEngine({ engine: 'lunr' }, createEngineHost());
  const near = createLunrEngine();
  const papers = ['diffusion of models', 'diffusion of ideas', 'models of speech'].map(
    (title, at): SearchDocument => ({ id: String(at), title, abstract: '' }),
  );
  beforeAll(() => Promise.all([far, near].map((engine) => engine.add(papers))));
  afterAll(() => Promise.all([far, near].map((engine) => engine.close())));

  it('searches freely in one go as one that is near does step by step', async () => {
    const parsed = parseQuery('diffusion models');
    if (!parsed.ok) throw new Error('That is a query.');
    const request = {
      query: parsed.query,
      sort: 'relevance',
      offset: 0,
      limit: 5,
      now: new Date(0),
    } as const;
    const found = await freeSearch(far, request);
    expect(found).toEqual(await freeSearch(near, request));
    expect(found).toMatchObject({ strict: 1, total: 3 });
  });

  it('completes in one go, but nothing that nobody waits for', async () => {
    const request = { written: 'diff', examples: [], most: 5, longest: 100, now: new Date(0) };
    const completions = await completeQuery(far, request);
    expect(completions).toEqual(await completeQuery(near, request));
    expect(completions.map(({ query, total }) => [query.text, total])).toContainEqual(['diffusion', 2]);
    expect(await completeQuery(far, { ...request, signal: AbortSignal.abort() })).toEqual([]);
  });
});

const OBEDIENT = new URL('obedient-engine.mjs', import.meta.url);
const paper = (id: string): SearchDocument => ({ id, title: id, abstract: '' });
const asking = (text: string): SearchRequest => {
  const query = { text, root: { kind: 'text', match: 'word', text } } as const;
  return { query, match: 'all', sort: 'relevance', offset: 0, limit: 10, now: new Date(0) };
};

describe('an engine in a thread', () => {
  let host: TestHost;
  let engine: HostedEngine;
  beforeEach(async () => {
    host = createEngineHost(OBEDIENT);
    engine = new HostedEngine({ engine: 'lunr' }, host);
    await engine.add([paper('a'), paper('b')]);
  });
  afterEach(() => engine.close());
  const totalOf = async (text: string) => (await engine.search(asking(text))).total;
  const logged = () => host.logger.entries.map(({ fields: { event } }) => event);
  /** Lets a search hang until its time is up. */
  const hang = async () => {
    const hanging = totalOf('hang').catch(String);
    await host.timers.timerStarted();
    host.timers.advance(300);
    return hanging;
  };

  it('is ended when a search takes too long, and comes back with all of its papers', async () => {
    const [hanging, waiting] = [hang(), totalOf('fine')];
    expect(await hanging).toMatch('took too long');
    expect(await waiting).toBe(2);
    expect(logged()).toEqual(['search-restarted']);
  });

  it('gives a question of many searches more time than one of a single search, but not without end', async () => {
    const query = asking('hang').query;
    const request = { query, sort: 'relevance', offset: 0, limit: 5, now: new Date(0) } as const;
    const hanging = engine.searchFreely(request).catch(String);
    await host.timers.timerStarted();
    host.timers.advance(899);
    expect(await Promise.race([hanging, new Promise((resolve) => setImmediate(resolve))])).toBeUndefined();
    host.timers.advance(1);
    expect(await hanging).toMatch('took too long');
  });

  it('is not blamed where the bot itself stood still until the time was up', async () => {
    const asked = totalOf('fine');
    await host.timers.timerStarted();
    // Nothing of this process runs meanwhile, so that the answer cannot be taken in.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    host.timers.advance(300);
    expect(await asked).toBe(2);
    expect(logged()).toEqual([]);
  });

  it('comes back as often as it hangs', async () => {
    for (let time = 0; time < 4; time++) expect(await hang()).toMatch('took too long');
    expect(await totalOf('fine')).toBe(2);
  });

  it('leaves out what was removed when it comes back', async () => {
    await engine.remove(['a']);
    await hang();
    expect((await engine.search(asking('fine'))).hits.map(({ id }) => id)).toEqual(['b']);
    expect(engine.size).toBe(1);
  });

  it('comes back after a crash, and asks the person to try again', async () => {
    await expect(totalOf('crash')).rejects.toThrow('Please ask again');
    expect(await totalOf('fine')).toBe(2);
    expect(host.logger.entries[0]?.fields.reason).toMatch('code 7');
  });

  it('answers whatever was asked behind a search that crashes or hangs', async () => {
    const all = ['fine', 'crash', 'fine'].map((text) => totalOf(text).catch(String));
    expect(await Promise.all(all)).toEqual([2, expect.stringMatching('ask again'), 2]);
    const behind = [hang(), totalOf('fine'), totalOf('fine')];
    expect(await Promise.all(behind)).toEqual([expect.stringMatching('too long'), 2, 2]);
  });

  it('passes on why a search failed, and goes on', async () => {
    await expect(totalOf('throw')).rejects.toThrow('out of luck');
    expect(await totalOf('fine')).toBe(2);
    expect(logged()).toEqual([]);
  });

  it('is given up when it ends again and again before it is filled', async () => {
    await expect(engine.add([paper('poison')])).rejects.toThrow('does not work just now');
    await expect(totalOf('fine')).rejects.toThrow('does not work just now');
    expect(logged()).toEqual(['search-restarted', 'search-restarted', 'search-given-up']);
  });

  it('turns away who comes when many are waiting, and answers those in their order', async () => {
    const order: number[] = [];
    const waiting = Array.from({ length: 64 }, (_, at) => totalOf('fine').then(() => order.push(at)));
    await expect(totalOf('fine')).rejects.toThrow('very busy');
    await Promise.all(waiting);
    expect(order).toEqual(Array.from({ length: 64 }, (_, at) => at));
    expect(await totalOf('fine')).toBe(2);
  });

  it('answers what was asked before it is closed, and nothing afterwards', async () => {
    const waiting = [totalOf('fine'), totalOf('fine')];
    await engine.close();
    expect(await Promise.all(waiting)).toEqual([2, 2]);
    await expect(totalOf('fine')).rejects.toThrow('closed');
    await engine.close();
  });

  it('is closed by force when it hangs', async () => {
    const hanging = totalOf('hang').catch(String);
    await host.timers.timerStarted();
    const closed = engine.close();
    host.timers.advance(5_000);
    await closed;
    expect(await hanging).toMatch(/ended|too long/);
  });

  it('is handed only what its index does not have yet', async () => {
    const kept = { file: 'nowhere', stamp: '7', readOnly: true };
    const other = new HostedEngine({ engine: 'bm25', snapshot: kept }, createEngineHost(OBEDIENT));
    await other.add([
      { ...paper('old'), sequence: 7 },
      { ...paper('new'), sequence: 8 },
    ]);
    expect((await other.search(asking('fine'))).hits.map(({ id }) => id)).toEqual(['new']);
    await other.close();
  });
});
