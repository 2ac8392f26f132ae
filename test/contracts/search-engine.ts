import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeDocument } from '../../src/search/document-terms.js';
import { matches } from '../../src/search/query/evaluate.js';
import { parseQuery } from '../../src/search/query/parse.js';
import type { Query } from '../../src/search/query/query.js';
import { loosen } from '../../src/search/query/wanted-words.js';
import type { SearchDocument, SearchEngine, SearchRequest } from '../../src/search/search-engine.js';
import { queryTrees } from '../search/query/arbitrary-queries.js';

const now = new Date('2024-06-11T00:00:00Z');

const documents: readonly SearchDocument[] = [
  {
    id: 'cot',
    title: 'Chain of Thought Prompting',
    abstract: 'Large language models reason when a chain of thought is shown to them.',
    authors: ['Jason Wei', 'Denny Zhou'],
    organization: 'Google Research',
    keywords: ['reasoning', 'prompting'],
    publishedAt: '2022-01-28',
    upvotes: 30,
    comments: 5,
    stars: 900,
  },
  {
    id: 'thought',
    title: 'Thoughts in a Supply Chain',
    abstract: 'We review how thought leaders plan, and reviewed their logistics with transformers.',
    publishedAt: '2024-06-01',
    authors: ['Émile Zhou'],
    upvotes: 3,
  },
  {
    id: 'pixart',
    title: 'PIXART-δ: Fast Image Generation',
    abstract: 'A text-to-image transformer with O(n^2) attention, compared with t-SNE plots and GPT-4o.',
    publishedAt: '2024-01-10',
  },
  {
    id: 'poincare',
    title: 'Poincaré Embeddings in C++',
    abstract: '深度学习 for hyperbolic graphs. Модели transform pictures of graphs.',
    authors: ['Ada Lovelace', 'Denny May'],
    keywords: ['graphs'],
    comments: 4,
  },
];

export function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.query;
}

/** What every search engine must do, whatever it is made of. */
export function describeSearchEngine(name: string, create: () => SearchEngine): void {
  describe(`${name} as a search engine`, () => {
    async function filled(): Promise<SearchEngine> {
      const engine = create();
      await engine.add(documents);
      return engine;
    }
    /** For all that only ask. */
    let shared: SearchEngine;
    beforeAll(async () => {
      shared = await filled();
    });
    afterAll(() => shared.close());
    async function idsOf(text: string, request: Partial<SearchRequest> = {}): Promise<readonly string[]> {
      const page = await shared.search({
        query: query(text),
        match: 'all',
        sort: 'relevance',
        offset: 0,
        limit: 10,
        now,
        ...request,
      });
      return page.hits.map(({ id }) => id);
    }

    it.each([
      ['chain thought', ['cot', 'thought']],
      ['"chain of thought"', ['cot']],
      ['chain-of-thought', ['cot']],
      ['chain -logistics', ['cot']],
      ['chain -"chain of thought"', ['thought']],
      ['pixart', ['pixart']],
      ['PIXART-δ', ['pixart']],
      ['O(n^2)', ['pixart']],
      ['t-SNE', ['pixart']],
      ['tsne', ['pixart']],
      ['GPT-4o', ['pixart']],
      ['gpt4o', ['pixart']],
      ['poincare', ['poincare']],
      ['C++', ['poincare']],
      ['深度学习', ['poincare']],
      ['学习', ['poincare']],
      ['модели', ['poincare']],
      ['constructor', []],
      ['abcdefghijklmnopqrst~6', []],
      ['chain nowhere', []],
      ['pixart OR prompting', ['cot', 'pixart']],
      ['chain (hyperbolic OR prompting)', ['cot']],
      ['chain -(prompting OR hyperbolic)', ['thought']],
      ['chain -(thoughts -logistics)', ['thought']],
      ['(hyperbolic OR chain) -prompting -logistics', ['poincare']],
      ['transform*', ['thought', 'pixart', 'poincare']],
      ['title:chain abstract:chain', ['cot']],
      ['title:"supply chain"', ['thought']],
      ['author:zhou', ['cot', 'thought']],
      ['author:"denny zhou"', ['cot']],
      ['author:emile', ['thought']],
      ['author:love*', ['poincare']],
      ['org:google', ['cot']],
      ['keyword:reason', ['cot']],
      ['id:PIXART', ['pixart']],
      ['upvotes>=3', ['cot', 'thought']],
      ['upvotes<30', ['thought']],
      ['chain stars>0', ['cot']],
      ['comments=4', ['poincare']],
      ['-upvotes>=30 chain', ['thought']],
      ['since:2024', ['thought', 'pixart']],
      ['until:2022-01', ['cot']],
      ['since:2022-01-28 until:2024-01-10', ['cot', 'pixart']],
      ['age<11d', ['thought']],
      ['author:zhou OR comments>3', ['cot', 'thought', 'poincare']],
    ])('finds with %s what is meant', async (text, expected) => {
      expect([...(await idsOf(text))].sort()).toEqual([...expected].sort());
    });

    it('ranks the form that was written above its other forms', async () => {
      expect(await idsOf('transform')).toEqual(['poincare', 'thought', 'pixart'].sort(atFirst('poincare')));
      expect((await idsOf('transformers'))[0]).toBe('thought');
    });

    it('finds any of the words when asked for any, and still leaves out what is excluded', async () => {
      expect((await idsOf('chain hyperbolic', { match: 'any' })).length).toBe(3);
      expect(await idsOf('chain hyperbolic -prompting -logistics', { match: 'any' })).toEqual(['poincare']);
    });

    it('holds fields, counts and dates when asked for any of the words', async () => {
      expect((await idsOf('chain hyperbolic upvotes>=3', { match: 'any' })).toSorted()).toEqual([
        'cot',
        'thought',
      ]);
      expect(await idsOf('"chain of nowhere" prompting author:wei', { match: 'any' })).toEqual(['cot']);
      expect(await idsOf('hyperbolic logistics since:2024', { match: 'any' })).toEqual(['thought']);
    });

    it('ranks words in the title, and words side by side, above the same words elsewhere', async () => {
      expect((await idsOf('chain thought'))[0]).toBe('cot');
      expect((await idsOf('supply chain thought nowhere', { match: 'any' }))[0]).toBe('thought');
    });

    it('agrees with the meaning of a query, whatever the query', async () => {
      const papers = documents.map(analyzeDocument);
      await fc.assert(
        fc.asyncProperty(queryTrees, fc.constantFrom('all', 'any'), async (root, match) => {
          const request = { match, sort: 'relevance', offset: 0, limit: 10, now } as const;
          const { hits, total } = await shared.search({ query: { text: '', root }, ...request });
          const meant = match === 'any' ? loosen(root) : root;
          const expected = papers
            .filter((paper) => matches(meant, paper, now))
            .map((paper) => paper.document.id);
          expect(hits.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
          expect(total).toBe(expected.length);
        }),
        { numRuns: 300 },
      );
    });

    it('completes words, names and titles, the most common first', async () => {
      const [word] = await shared.suggest('trans', 3);
      expect(word).toMatchObject({ kind: 'word', count: 1 });
      expect(await shared.suggest('graph', 5)).toEqual(
        expect.arrayContaining([
          { kind: 'word', text: 'graphs', count: 1 },
          { kind: 'keyword', text: 'graphs', count: 1 },
        ]),
      );
      expect(await shared.suggest('zho', 5)).toContainEqual({ kind: 'author', text: 'Denny Zhou', count: 1 });
      expect(await shared.suggest('EMI', 5)).toContainEqual({ kind: 'author', text: 'Émile Zhou', count: 1 });
      expect(await shared.suggest('goo', 5)).toContainEqual({
        kind: 'organization',
        text: 'Google Research',
        count: 1,
      });
      expect(await shared.suggest('chain of', 5)).toContainEqual({
        kind: 'title',
        text: 'Chain of Thought Prompting',
        count: 1,
      });
      expect((await shared.suggest('chain', 1))[0]).toEqual({ kind: 'word', text: 'chain', count: 2 });
      expect(await shared.suggest('c', 5)).toEqual([]);
      expect(await shared.suggest('🦜🦜', 5)).toEqual([]);
    });

    it('forgets a paper that is removed', async () => {
      const engine = await filled();
      await engine.remove(['cot', 'nobody']);
      const request = { match: 'all', sort: 'relevance', offset: 0, limit: 10, now } as const;
      expect(engine.size).toBe(documents.length - 1);
      expect((await engine.search({ query: query('chain'), ...request })).hits.map(({ id }) => id)).toEqual([
        'thought',
      ]);
      expect(await engine.similar('cot', 5)).toEqual([]);
      expect(await engine.suggest('prompting', 5)).toEqual([]);
      await engine.close();
    });

    it('sorts by date and by popularity, with what is unknown last', async () => {
      expect(await idsOf('transformer', { sort: 'new' })).toEqual(['thought', 'pixart', 'poincare']);
      expect(await idsOf('transformer', { sort: 'top' })).toEqual(['poincare', 'thought', 'pixart']);
    });

    it('pages without losing or repeating a paper', async () => {
      const pages = await Promise.all([0, 1, 2].map((offset) => idsOf('transformer', { offset, limit: 1 })));
      expect(pages.flat()).toEqual(await idsOf('transformer'));
    });

    it.each([
      'transformer',
      'tran*',
      'transformer -chain',
      'title:thought OR "vision transformer"',
      'transformer since:2024',
    ])('counts without ranking: %s', async (text) => {
      const request = { query: query(text), match: 'all', sort: 'relevance', offset: 0, now } as const;
      const { total } = await shared.search({ ...request, limit: 10 });
      expect(await shared.search({ ...request, limit: 0 })).toEqual({ total, hits: [] });
    });

    it('finds the papers like one, without it, and says which words they share', async () => {
      const similar = await shared.similar('cot', 5);
      expect(similar.map(({ id }) => id)).toEqual(['thought']);
      expect(similar[0]?.shared.map((word) => word.toLowerCase())).toEqual(expect.arrayContaining(['chain']));
      expect(await shared.similar('nobody', 5)).toEqual([]);
    });

    it('replaces a paper that is added again', async () => {
      const engine = await filled();
      await engine.add([{ id: 'cot', title: 'Withdrawn', abstract: '' }]);
      const request = { match: 'all', sort: 'relevance', offset: 0, limit: 10, now } as const;
      expect(engine.size).toBe(documents.length);
      expect((await engine.search({ query: query('prompting'), ...request })).total).toBe(0);
      expect((await engine.search({ query: query('withdrawn'), ...request })).total).toBe(1);
      await engine.close();
    });
  });
}

function atFirst(first: string): (a: string, b: string) => number {
  return (a, b) => Number(b === first) - Number(a === first);
}
