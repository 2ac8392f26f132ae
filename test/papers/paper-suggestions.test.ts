import { beforeEach, describe, expect, it } from 'vitest';
import { type Catalog, createCatalog } from '../../src/papers/catalog.js';
import { createLastLists, type LastLists } from '../../src/papers/last-lists.js';
import type { Paper } from '../../src/papers/paper.js';
import { suggestPapers } from '../../src/papers/paper-suggestions.js';
import { createLunrEngine } from '../../src/search/engines/lunr/lunr-engine.js';
import type { SearchEngine } from '../../src/search/search-engine.js';

const paper = (id: string, title: string, feedRank: number): Paper => ({
  id,
  title,
  source: 'test',
  feedDate: '2026-05-21',
  feedRank,
});
const papers = [
  paper('2401.00001', 'Chain of Thought', 1),
  paper('2401.00002', 'Long Chains of Thought', 2),
  paper('2402.00001', 'Attention Is All You Need', 3),
  paper('t-0123456789ab', 'A Survey', 4),
];

let catalog: Catalog;
let engine: SearchEngine;
let lastLists: LastLists;
beforeEach(async () => {
  engine = createLunrEngine();
  lastLists = createLastLists();
  const changes = papers.map((one) => ({ paper: one, sequence: 1 }));
  const changedSince = async (after: number) => ({
    changes: after === 0 ? changes : [],
    gone: [],
    sequence: 1,
  });
  const merge = async () => ({ added: 0, merged: 0, unchanged: 0, withdrawn: 0 });
  const store = { count: async () => 0, merge, changedSince };
  catalog = createCatalog({ store, engine });
  await catalog.follow();
});

async function suggested(typed: string, limit = 25) {
  const found = await suggestPapers({ typed, reader: 'ana', limit }, { catalog, engine, lastLists });
  return found.map(({ paper: { id }, number }) => (number === undefined ? id : `${number}. ${id}`));
}

describe('the papers somebody may mean', () => {
  it.each([
    ['chain of th', ['2401.00001', '2401.00002']],
    ['Chain', ['2401.00001', '2401.00002']],
    ['need atten', ['2402.00001']],
    ['attention is', ['2402.00001']],
    ['2401', ['2401.00001', '2401.00002']],
    ['arXiv:2402.0', ['2402.00001']],
    ['https://arxiv.org/abs/2402.00001v2', ['2402.00001']],
    ['t-0123', ['t-0123456789ab']],
    ['2402.00001v3', ['2402.00001']],
    ['c', []],
    ['🦜', []],
    ['"', []],
  ])('%s', async (typed, ids) => {
    expect(await suggested(typed)).toEqual(ids);
  });

  it('are those of the list that was seen last, while nothing or a number is typed', async () => {
    lastLists.remember('ana', [
      { id: '2402.00001', number: 1 },
      { id: '2401.00002', number: 2 },
      { id: 'gone', number: 12 },
      { id: 't-0123456789ab', number: 13 },
    ]);
    expect(await suggested('')).toEqual([
      ...['1. 2402.00001', '2. 2401.00002', '13. t-0123456789ab', '2401.00001'],
    ]);
    expect(await suggested('1')).toEqual(['1. 2402.00001', '13. t-0123456789ab']);
    expect(await suggested('#2')).toEqual(['2. 2401.00002']);
  });

  it('are the newest while nothing is typed and nothing was seen, and no more than asked for', async () => {
    expect(await suggested(' ', 2)).toEqual(['2401.00001', '2401.00002']);
    expect(await suggested('2401', 1)).toHaveLength(1);
  });
});
