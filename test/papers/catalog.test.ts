import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Catalog, createCatalog } from '../../src/papers/catalog.js';
import { type Paper, paperIdFromTitle } from '../../src/papers/paper.js';
import { createLunrEngine } from '../../src/search/engines/lunr/lunr-engine.js';
import type { SearchEngine } from '../../src/search/search-engine.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const clock = createManualClock();
const paper = (title: string, feedRank: number): Paper => ({
  id: `2605.${String(10_000 + feedRank)}`,
  title,
  source: 'test',
  feedDate: '2026-05-21',
  feedRank,
});

describe('the catalog', () => {
  let store: Store;
  let catalog: Catalog;
  let engine: SearchEngine;
  beforeEach(async () => {
    store = await openStore({ url: 'file::memory:', clock, logger: createRecordingLogger() });
    engine = createLunrEngine();
    catalog = createCatalog({ store: store.papers, engine });
  });
  afterEach(() => store.close());

  it('takes in what the store has learned, once, in the order of the feed', async () => {
    await store.papers.merge({ papers: [paper('Second', 2), paper('First', 1)], withdrawn: [] }, clock.now());
    expect(await catalog.follow()).toBe(2);
    expect(await catalog.follow()).toBe(0);
    expect(catalog.all().map(({ title }) => title)).toEqual(['First', 'Second']);
  });

  it('follows a paper that has changed', async () => {
    await store.papers.merge({ papers: [paper('First', 1)], withdrawn: [] }, clock.now());
    await catalog.follow();
    await store.papers.merge({ papers: [{ ...paper('First', 1), comments: 7 }], withdrawn: [] }, clock.now());
    expect(await catalog.follow()).toBe(1);
    expect(catalog.get('2605.10001')?.comments).toBe(7);
    expect(catalog.size).toBe(1);
  });

  it('finds a paper under the id it had before, and lists it once', async () => {
    const title = 'First';
    const old = paperIdFromTitle(title);
    const papers = [{ id: old, title, source: 'daily-papers-page', comments: 3 }];
    await store.papers.merge({ papers, withdrawn: [] }, clock.now());
    await catalog.follow();
    expect(catalog.resolve(old)).toBe(old);
    await store.papers.merge({ papers: [paper(title, 1)], withdrawn: [] }, clock.now());
    await catalog.follow();
    expect(catalog.resolve(old)).toBe('2605.10001');
    expect(catalog.resolve('2605.10001')).toBe('2605.10001');
    expect(catalog.get(old)).toMatchObject({ id: '2605.10001', comments: 3 });
    expect(catalog.all()).toHaveLength(1);
    expect(engine.size).toBe(1);
  });

  it('hides a paper that was withdrawn, and still knows what it was', async () => {
    await store.papers.merge({ papers: [paper('First', 1)], withdrawn: [] }, clock.now());
    await catalog.follow();
    await store.papers.merge({ papers: [], withdrawn: ['2605.10001'] }, clock.now());
    await Promise.all([catalog.follow(), catalog.follow()]);
    expect([catalog.size, catalog.all(), catalog.get('2605.10001'), engine.size]).toEqual([
      0,
      [],
      undefined,
      0,
    ]);
    expect(catalog.withdrawn('2605.10001')?.title).toBe('First');
  });
});
