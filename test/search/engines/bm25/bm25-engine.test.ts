import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeDocument } from '../../../../src/search/document-terms.js';
import { createBm25Engine } from '../../../../src/search/engines/bm25/bm25-engine.js';
import type { QueryNode } from '../../../../src/search/query/ast.js';
import { matches } from '../../../../src/search/query/evaluate.js';
import { loosen } from '../../../../src/search/query/wanted-words.js';
import type { SearchDocument, SearchRequest } from '../../../../src/search/search-engine.js';
import { describeSearchEngine } from '../../../contracts/search-engine.js';
import { document, tree } from './support/arbitraries.js';

const now = new Date('2025-01-10');
const all = { match: 'all', sort: 'relevance', offset: 0, limit: 1_000, now } as const;
const asked = (root: QueryNode, request: Partial<SearchRequest> = {}): SearchRequest => ({
  query: { text: '', root },
  ...all,
  ...request,
});
const word = (text: string): QueryNode => ({ kind: 'text', match: 'word', text });

function idsOf(papers: Iterable<SearchDocument>, node: QueryNode): readonly string[] {
  return [...papers].filter((paper) => matches(node, analyzeDocument(paper), now)).map(({ id }) => id);
}

describeSearchEngine('bm25', createBm25Engine);

describe('the bm25 engine', () => {
  it('finds exactly what the query means, after any additions, replacements and removals', async () => {
    const batch = fc.record({
      added: fc.array(document, { maxLength: 12 }),
      removed: fc.array(document, { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { minLength: 1, maxLength: 4 }),
        fc.array(tree, { minLength: 1, maxLength: 8 }),
        async (batches, trees) => {
          const engine = createBm25Engine();
          const papers = new Map<string, SearchDocument>();
          for (const { added, removed } of batches) {
            await engine.add(added);
            for (const paper of added) papers.set(paper.id, paper);
            await engine.remove(removed.map(({ id }) => id));
            for (const { id } of removed) papers.delete(id);
          }
          for (const moment of ['before merging', 'after merging']) {
            expect(engine.size).toBe(papers.size);
            for (const root of trees) {
              const page = await engine.search(asked(root));
              const expected = [...idsOf(papers.values(), root)].sort();
              expect([moment, page.hits.map(({ id }) => id).sort()]).toEqual([moment, expected]);
              expect(page.total).toBe(expected.length);
              const loose = await engine.search(asked(root, { match: 'any' }));
              expect(loose.hits.map(({ id }) => id).sort()).toEqual(
                [...idsOf(papers.values(), loosen(root))].sort(),
              );
            }
            await engine.settled();
          }
          await engine.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('pages without losing or repeating a paper, in every order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(document, { selector: ({ id }) => id, minLength: 3 }),
        fc.constantFrom('relevance' as const, 'new' as const, 'top' as const),
        async (papers, sort) => {
          const engine = createBm25Engine();
          await engine.add(papers);
          const root: QueryNode = { kind: 'or', nodes: [word('model'), word('transformers')] };
          const whole = await engine.search(asked(root, { sort }));
          const paged: string[] = [];
          for (let offset = 0; offset < whole.total; offset += 2) {
            const page = await engine.search(asked(root, { sort, offset, limit: 2 }));
            paged.push(...page.hits.map(({ id }) => id));
          }
          expect(paged).toEqual(whole.hits.map(({ id }) => id));
        },
      ),
    );
  });

  it('says the same before and after segments are merged, and keeps few of them', async () => {
    const engine = createBm25Engine();
    for (let number = 0; number < 40; number++) {
      const title = number % 3 === 0 ? 'Diffusion transformers' : 'Transforming chains';
      await engine.add([{ id: `p${number}`, title, abstract: 'word '.repeat(number) }]);
    }
    await engine.settled();
    expect(engine.segments).toBeLessThanOrEqual(4);
    const page = await engine.search(asked(word('diffusion')));
    expect(page.total).toBe(14);
    await engine.close();
  });

  it('keeps a removal that comes while segments are merged', async () => {
    const engine = createBm25Engine();
    await engine.add([{ id: 'a', title: 'Diffusion', abstract: '' }]);
    await engine.add([{ id: 'b', title: 'Diffusion', abstract: '' }]);
    await engine.remove(['a']);
    await engine.settled();
    const page = await engine.search(asked(word('diffusion')));
    expect(page.hits.map(({ id }) => id)).toEqual(['b']);
    expect(engine.segments).toBe(1);
    await engine.close();
  });

  it('ranks titles, exact forms and words that stand together higher', async () => {
    const engine = createBm25Engine();
    await engine.add([
      { id: 'abstract', title: 'Something', abstract: 'supply chains are long, and chains of thought' },
      { id: 'title', title: 'Supply chains', abstract: 'something that is long, about thought' },
      { id: 'form', title: 'Supplying chain', abstract: 'something that is long, about thought' },
    ]);
    const first = async (root: QueryNode) => (await engine.search(asked(root))).hits[0]?.id;
    expect(await first(word('chains'))).toBe('title');
    expect(await first(word('chain'))).toBe('form');
    expect(await first({ kind: 'and', nodes: [word('chains'), word('thought')] })).not.toBe('form');
    await engine.close();
  });

  it('sorts by date and by interest, with what is unknown last', async () => {
    const engine = createBm25Engine();
    const paper = { title: 'Diffusion', abstract: '' };
    await engine.add([
      { ...paper, id: 'unknown' },
      { ...paper, id: 'old', publishedAt: '2024-01-01', upvotes: 1, comments: 9 },
      { ...paper, id: 'new', publishedAt: '2025-01-01', upvotes: 10 },
    ]);
    const ids = async (sort: 'new' | 'top') =>
      (await engine.search(asked(word('diffusion'), { sort }))).hits.map(({ id }) => id);
    expect(await ids('new')).toEqual(['new', 'old', 'unknown']);
    expect(await ids('top')).toEqual(['old', 'new', 'unknown']);
    await engine.close();
  });
});
