import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyze, exactForms } from '../../../src/search/analyzer.js';
import { completeQuery } from '../../../src/search/completion/complete-query.js';
import { readUnfinished } from '../../../src/search/completion/unfinished-query.js';
import { createBm25Engine } from '../../../src/search/engines/bm25/bm25-engine.js';
import { canonical } from '../../../src/search/query/canonical.js';
import { parseQuery } from '../../../src/search/query/parse.js';
import type { SearchEngine } from '../../../src/search/search-engine.js';
import { writtenQueries } from '../query/arbitrary-queries.js';

const MANY = 'x'.repeat(90);
const documents = [
  {
    id: 'dit',
    title: 'Scalable Diffusion Models with Transformers',
    abstract: 'A diffusion transformer is self-supervised. Translation is not.',
    authors: ['Geoffrey Hinton', 'Saining Xie'],
    organization: 'Google',
    keywords: ['diffusion transformer'],
    publishedAt: '2025-03-01',
  },
  {
    id: 'pixart',
    title: 'PixArt: "Fast" Diffusion Transformer',
    abstract: 'Transformers for images, a survey. Diffusion of GPT-4o pictures.',
    authors: ['Ning Ding'],
    organization: 'Google DeepMind',
    publishedAt: '2024-01-01',
  },
  {
    id: 'rag',
    title: 'Retrieval for Chains of Thought',
    abstract: 'RAG with a chain of thought, reranked. Retrieval is transparent.',
    authors: ['Hinrich Schütze'],
    publishedAt: '2025-06-01',
  },
  { id: 'cot', title: `Chain ${MANY}`, abstract: 'The chain of thoughtful animals.', keywords: [MANY] },
];

let engine: SearchEngine;
beforeAll(async () => {
  engine = createBm25Engine();
  await engine.add(documents);
});
afterAll(() => engine.close());

const complete = (written: string, request: { most?: number; examples?: readonly string[] } = {}) =>
  completeQuery(engine, {
    written,
    examples: [],
    most: 25,
    longest: 100,
    now: new Date('2026-01-01'),
    signal: new AbortController().signal,
    ...request,
  });
const shown = async (written: string) =>
  (await complete(written)).map(({ query, total }) => `${query.text} · ${total}`);

describe('completing a query', () => {
  it.each([
    ['diffusion trans', ['diffusion trans · 0', 'diffusion transformer · 2', 'diffusion translation · 1']],
    [
      'diffusion trans',
      ['keyword:"diffusion transformer" · 1', 'title:"PixArt: Fast Diffusion Transformer" · 1'],
    ],
    ['Diffu', ['Diffu · 0', 'Diffusion · 2']],
    ['author:hin', ['author:hin · 0', 'author:"Geoffrey Hinton" · 1', 'author:"Hinrich Schütze" · 1']],
    ['author:"geoffrey hi', ['author:"geoffrey hi" · 0', 'author:"Geoffrey Hinton" · 1']],
    ['geoffrey hin', ['geoffrey hin · 0', 'author:"Geoffrey Hinton" · 1']],
    ['org:goo', ['org:goo · 0', 'org:Google · 2', 'org:"Google DeepMind" · 1']],
    ['diffusion goo', ['diffusion goo · 0', 'diffusion org:Google · 2']],
    ['keyword:diff', ['keyword:diff · 0', 'keyword:"diffusion transformer" · 1']],
    ['title:trans', ['title:trans · 0', 'title:transformer · 2']],
    ['scalable dif', ['title:"Scalable Diffusion Models with Transformers" · 1']],
    ['"chain of tho', ['"chain of tho" · 0', '"chain of thought" · 2']],
    ['“chain of tho', ['"chain of thought" · 2']],
    ['-survey since:2025 rag re', ['-survey since:2025 rag re · 0', '-survey since:2025 rag retrieval · 1']],
    ['(diffusion OR ret', ['diffusion OR ret · 2', 'diffusion OR retrieval · 3']],
    ['diffusion -sur', ['diffusion -sur · 2', 'diffusion -survey · 1']],
    ['Self-sup', ['Self-sup · 0', 'Self-supervised · 1']],
    ['autor:hin', ['author:"Geoffrey Hinton" · 1']],
    ['rag since:20', ['rag · 1']],
  ])('%s', async (written, expected) => {
    const found = await shown(written);
    expect(found).toEqual(expect.arrayContaining(expected));
    if (expected[0]?.endsWith('0')) expect(found[0]).toBe(expected[0]);
  });

  it('offers only what finds papers, together with the rest of the query', async () => {
    expect(await shown('translation retr')).toEqual(['translation retr · 0']);
    expect(await shown('rag OR xyz')).toEqual(['rag OR xyz · 1']);
  });

  it('offers one form of a word, for the others find the same', async () => {
    const words = (await shown('transf')).filter((text) => !text.includes(':'));
    expect(words).toEqual(['transf · 0', 'transformer · 2']);
  });

  it('leaves out what would be too long, and cuts nothing', async () => {
    expect((await shown('keyword:xxx')).join()).toContain(`keyword:${MANY}`);
    expect((await shown('diffusion keyword:xxx')).join()).not.toContain(MANY);
    expect(await complete(`${'y'.repeat(60)} ${'z'.repeat(60)}`)).toEqual([]);
  });

  it('offers examples that find something while nothing is typed', async () => {
    const examples = ['diffusion', 'nothing like it', 'author:hinton', '(broken'];
    const found = await complete('  ', { examples });
    expect(found.map(({ query, total }) => [query.text, total])).toEqual([
      ['diffusion', 2],
      ['author:hinton', 1],
    ]);
  });

  it('stops when nobody waits any more', async () => {
    const request = { written: 'diffusion tra', examples: [], most: 25, longest: 100, now: new Date(0) };
    expect(await completeQuery(engine, { ...request, signal: AbortSignal.abort() })).toEqual([]);
  });

  it('offers queries that are read as they are written, fit, and go on with what was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(writtenQueries, beginnings), async (written) => {
        const found = await complete(written);
        expect(found.length).toBeLessThanOrEqual(25);
        expect(new Set(found.map(({ query }) => query.text)).size).toBe(found.length);
        const { gap } = readUnfinished(written);
        const parts = exactForms(gap?.typed ?? '').filter((part) => analyze(part).length > 0);
        for (const [at, { query }] of found.entries()) {
          expect(query.text.length).toBeLessThanOrEqual(100);
          const parsed = parseQuery(query.text);
          expect(parsed.ok && canonical(parsed.query.root)).toBe(query.text);
          const words = exactForms(query.text).join(' ');
          // The first is what was typed, as it is understood.
          if (at > 0) for (const part of parts) expect(words).toContain(part);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

const part = fc.constantFrom(
  'diff',
  'trans',
  'author:hin',
  'org:goo',
  '"chain of t',
  '(rag',
  'OR',
  '-sur',
  'GPT-4',
  'of',
);
const beginnings = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
