import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { previewTopic, type TopicPreview } from '../../src/papers/topic-preview.js';
import { parseQuery } from '../../src/search/query/parse.js';
import { parseJsonLines } from '../../src/sources/jsonl.js';

const now = new Date('2026-05-22T00:00:00Z');
const paper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: 'Retrieval',
  source: 'test',
  feedDate: '2026-05-21',
  ...fields,
});
const many = (count: number, make: (at: number) => Partial<Paper>) =>
  Array.from({ length: count }, (_, at) => paper(`p${at}`, make(at)));

function preview(text: string, papers: readonly Paper[]): Promise<TopicPreview> {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return previewTopic({ query: parsed.query, papers, now });
}

describe('the preview of a topic', () => {
  it('counts what matches among the papers of the last two weeks, and tells the pace', async () => {
    const week = many(40, (at) => ({
      feedDate: `2026-05-${15 + (at % 7)}`,
      title: at < 6 ? 'Retrieval' : 'Vision',
    }));
    const { matching, sampled, perDay } = await preview('retrieval', week);
    expect([matching, sampled]).toEqual([6, 40]);
    expect(perDay).toBeCloseTo(6 / 7, 10);
  });

  it('counts the days without papers where older ones are known', async () => {
    const papers = [paper('old', { feedDate: '2024-01-01' }), ...many(7, () => ({}))];
    expect(await preview('retrieval', papers)).toMatchObject({ matching: 7, sampled: 7, perDay: 0.5 });
  });

  it('looks at the newest 300 papers, and reckons the pace for all of them', async () => {
    const papers = many(900, (at) => ({ title: at % 3 === 0 ? 'Retrieval' : 'Vision' }));
    expect(await preview('retrieval', papers)).toMatchObject({ matching: 100, sampled: 300, perDay: 300 });
  });

  it('shows the newest hits first', async () => {
    const papers = many(5, (at) => ({ feedDate: `2026-05-1${at}` }));
    expect((await preview('retrieval', papers)).hits.map(({ id }) => id)).toEqual(['p4', 'p3', 'p2']);
  });

  it('takes the day of publication where no feed has listed a paper', async () => {
    const papers = [0, 3].map((at) => {
      const { feedDate: _none, ...rest } = paper(`p${at}`, { publishedAt: `2026-05-1${at}T10:00:00Z` });
      return rest;
    });
    expect(await preview('retrieval', papers)).toMatchObject({ matching: 2, perDay: 0.5 });
  });

  it('tells no pace without any date, and is not misled by one that is still to come', async () => {
    const { feedDate: _none, ...undated } = paper('undated');
    expect(await preview('retrieval', [undated])).not.toHaveProperty('perDay');
    const papers = [paper('impossible', { feedDate: '2099-01-01' }), paper('a'), undated];
    expect(await preview('retrieval', papers)).toMatchObject({ matching: 1, sampled: 1, perDay: 1 });
  });

  it('is strict, gives the canonical form, and warns', async () => {
    const found = await preview('Retrieval  NOT retrieval', [paper('a')]);
    expect(found).toMatchObject({ canonical: 'Retrieval -retrieval', matching: 0, hits: [] });
    expect(found.warnings.map(({ kind }) => kind)).toContain('contradiction');
  });

  it('has something to say about no papers at all', async () => {
    expect(await preview('rag', [])).toMatchObject({ matching: 0, sampled: 0, hits: [], warnings: [] });
  });

  it('works on the seed', async () => {
    const file = new URL('../../data/papers.jsonl', import.meta.url);
    const { papers } = parseJsonLines(await readFile(file, 'utf8'));
    const found = await preview('diffusion OR "chain of thought"', papers);
    expect(found.sampled).toBe(40);
    expect(found.matching).toBeGreaterThan(4);
    expect(found.perDay).toBe(found.matching);
  });
});
