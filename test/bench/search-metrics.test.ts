import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { papersToAsk } from '../../bench/search/ask.js';
import { corpusOf, readJudgements, readPapers, readQueries } from '../../bench/search/collection.js';
import { drawOwnAsks, drawSearches } from '../../bench/search/drawn-queries.js';
import { evaluate, mean, percentile } from '../../bench/search/metrics.js';
import { pairedRandomisation } from '../../bench/search/significance.js';

const judgements = (grades: Readonly<Record<string, number>>) =>
  new Map([['q', new Map(Object.entries(grades))]]);
const run = (...ids: readonly string[]) => new Map([['q', ids.map((id, rank) => ({ id, score: -rank }))]]);

describe('figures of a run', () => {
  it('are perfect when the best grades come first', () => {
    const figures = evaluate(judgements({ a: 3, b: 1 }), run('a', 'b', 'x'));
    expect(figures).toEqual([{ ndcg10: 1, recall100: 1, reciprocalRank10: 1 }]);
  });

  it('take linear gains and a logarithmic discount', () => {
    const [figures] = evaluate(judgements({ a: 3, b: 1 }), run('b', 'x', 'a'));
    expect(figures?.ndcg10).toBeCloseTo((1 + 3 / Math.log2(4)) / (3 + 1 / Math.log2(3)), 12);
  });

  it('count nothing behind rank 10, and recall to rank 100', () => {
    const late = Array.from({ length: 10 }, (_, rank) => `x${rank}`);
    const [figures] = evaluate(judgements({ a: 1, b: 1 }), run(...late, 'a'));
    expect(figures).toEqual({ ndcg10: 0, recall100: 0.5, reciprocalRank10: 0 });
  });

  it('are zero for a judged query without an answer, and leave out queries nobody judged', () => {
    const answers = new Map([['other', [{ id: 'a', score: 1 }]]]);
    expect(evaluate(judgements({ a: 1 }), answers)).toEqual([
      { ndcg10: 0, recall100: 0, reciprocalRank10: 0 },
    ]);
  });

  it('go by the scores, whatever the order; equal scores keep theirs', () => {
    const answers = [
      { id: 'x', score: 1 },
      { id: 'a', score: 2 },
      { id: 'y', score: 2 },
    ];
    const [figures] = evaluate(judgements({ y: 1 }), new Map([['q', answers]]));
    expect(figures?.reciprocalRank10).toBe(0.5);
  });

  it('are summed up by mean and nearest rank', () => {
    expect(mean([1, 2, 6])).toBe(3);
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile([7], 0.99)]).toEqual([100, 198, 7]);
  });
});

describe('the paired randomisation test', () => {
  const ramp = Array.from({ length: 40 }, (_, index) => index / 40);

  it('sees no difference between a system and itself', () => {
    expect(pairedRandomisation(ramp, ramp)).toBe(1);
  });

  it('is sure of a small gain on every query', () => {
    expect(
      pairedRandomisation(
        ramp.map((value) => value + 0.01),
        ramp,
      ),
    ).toBeLessThan(0.001);
  });

  it('is not sure of gains and losses that cancel', () => {
    const shaken = ramp.map((value, index) => value + (index % 2 === 0 ? 0.1 : -0.1));
    expect(pairedRandomisation(shaken, ramp)).toBeGreaterThan(0.9);
  });

  it('comes near the exact answer: five gains of five are one side of 32 pairs of signs', () => {
    expect(pairedRandomisation([1, 1, 1, 1, 1], [0, 0, 0, 0, 0])).toBeCloseTo(2 / 32, 2);
  });

  it('is the same both ways and at every call', () => {
    const other = ramp.map((value, index) => value + ((index * 7) % 5) / 50 - 0.03);
    expect(pairedRandomisation(ramp, other)).toBe(pairedRandomisation(ramp, other));
    expect(pairedRandomisation(other, ramp)).toBeCloseTo(pairedRandomisation(ramp, other), 1);
  });

  it('refuses what is not a list of pairs', () => {
    expect(() => pairedRandomisation([1], [])).toThrow('Pairs are needed');
  });
});

const DRAW = { seed: 7, each: 50 };

describe('a collection', () => {
  it('is read packed or not, under any of the three names of an abstract', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-collection-'));
    const lines = [
      { _id: 1, title: 'One', text: 'first' },
      { id: '2', title: 'Two', abstract: 'second' },
      { id: '3', title: 'Three', summary: 'third' },
    ];
    await writeFile(
      join(folder, 'corpus.jsonl.gz'),
      gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')),
    );
    await writeFile(
      join(folder, 'queries.jsonl'),
      '{"_id":"q","text":"one","metadata":{"paper_id":"1"}}\r\n\n',
    );
    await writeFile(join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq\t1\t2\nq\t2\t0\n');
    expect((await readPapers(corpusOf(folder))).map((paper) => Object.values(paper))).toEqual([
      ['1', 'One', 'first'],
      ['2', 'Two', 'second'],
      ['3', 'Three', 'third'],
    ]);
    expect(await readPapers(corpusOf(folder), 1)).toHaveLength(1);
    expect(await readQueries(folder)).toEqual([{ id: 'q', text: 'one', paper: '1' }]);
    expect(await readJudgements(join(folder, 'qrels.tsv'))).toEqual(new Map([['q', new Map([['1', 2]])]]));
    await rm(folder, { recursive: true });
  });

  it.each([
    ['{"_id":"1"}\n{"_id":"2",}', /corpus\.jsonl, line 2 is no JSON: \{"_id":"2",\}/],
    ['{"title":"One"}', /corpus\.jsonl, line 1: _id is missing/],
    ['\n\n[]', /corpus\.jsonl, line 3: /],
    ['{"_id":"a\\tb"}', /line 1: _id is empty, or has a tab/],
    ['{"_id":"1","title":7}', /line 1: title is no string/],
  ])('names the file and the line of %j', async (text, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-collection-'));
    await writeFile(join(folder, 'corpus.jsonl'), text);
    await expect(readPapers(corpusOf(folder))).rejects.toThrow(expected);
    await rm(folder, { recursive: true });
  });

  it('needs a query paper added only if it has not got it as it is', () => {
    const corpus = [{ id: '1', title: 'One', abstract: 'first  words' }];
    const query = (id: string, text: string) => ({ id, text, paper: '1' });
    const added = papersToAsk([query('a', 'One first words'), query('b', 'another text')], corpus);
    expect(added).toEqual([{ id: 'asked:b', title: '', abstract: 'another text' }]);
  });

  it('has the same queries drawn from it every time, of 2, 5 and 40 words', () => {
    const abstract = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    const papers = [{ id: '1', title: 'Deep networks that learn fast from very little data', abstract }];
    const drawn = drawSearches(papers, DRAW);
    expect(drawn).toEqual(drawSearches(papers, DRAW));
    expect(new Set(drawn.map(({ kind, text }) => `${kind} ${text.split(' ').length}`))).toEqual(
      new Set(['short 2', 'medium 5', 'long 40']),
    );
    const more = drawOwnAsks(papers, DRAW);
    expect(more).toEqual(drawOwnAsks(papers, DRAW));
    expect(more.filter(({ way }) => way === 'suggest').every(({ text }) => /^[a-z]{2,5}$/.test(text))).toBe(
      true,
    );
    expect(new Set(more.flatMap(({ paper }) => paper ?? []))).toEqual(new Set(['1']));
  });
});
