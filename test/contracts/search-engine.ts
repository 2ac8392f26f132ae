import { describe, expect, it } from 'vitest';
import { parseQuery, type Query } from '../../src/search/query/query.js';
import type { SearchDocument, SearchEngine, SearchRequest } from '../../src/search/search-engine.js';

const documents: readonly SearchDocument[] = [
  {
    id: 'cot',
    title: 'Chain of Thought Prompting',
    abstract: 'Large language models reason when a chain of thought is shown to them.',
    publishedAt: '2022-01-28',
    popularity: 40,
  },
  {
    id: 'thought',
    title: 'Thoughts in a Supply Chain',
    abstract: 'We review how thought leaders plan, and reviewed their logistics with transformers.',
    publishedAt: '2024-06-01',
    popularity: 3,
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
    popularity: 9,
  },
];

export function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem);
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
    async function idsOf(text: string, request: Partial<SearchRequest> = {}): Promise<readonly string[]> {
      const engine = await filled();
      const page = await engine.search({
        query: query(text),
        match: 'all',
        sort: 'relevance',
        offset: 0,
        limit: 10,
        ...request,
      });
      await engine.close();
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

    it('sorts by date and by popularity, with what is unknown last', async () => {
      expect(await idsOf('transformer', { sort: 'new' })).toEqual(['thought', 'pixart', 'poincare']);
      expect(await idsOf('transformer', { sort: 'top' })).toEqual(['poincare', 'thought', 'pixart']);
    });

    it('pages without losing or repeating a paper', async () => {
      const pages = await Promise.all([0, 1, 2].map((offset) => idsOf('transformer', { offset, limit: 1 })));
      expect(pages.flat()).toEqual(await idsOf('transformer'));
    });

    it('finds the papers like one, without it, and says which words they share', async () => {
      const engine = await filled();
      const similar = await engine.similar('cot', 5);
      expect(similar.map(({ id }) => id)).toEqual(['thought']);
      expect(similar[0]?.shared.map((word) => word.toLowerCase())).toEqual(expect.arrayContaining(['chain']));
      expect(await engine.similar('nobody', 5)).toEqual([]);
      await engine.close();
    });

    it('replaces a paper that is added again', async () => {
      const engine = await filled();
      await engine.add([{ id: 'cot', title: 'Withdrawn', abstract: '' }]);
      const request = { match: 'all', sort: 'relevance', offset: 0, limit: 10 } as const;
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
