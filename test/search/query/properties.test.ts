import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/search/query/canonical.js';
import { parseQuery } from '../../../src/search/query/parse.js';
import { queryTrees, writtenQueries } from './arbitrary-queries.js';

/** The least time some work takes, in ms: a machine that is busy with something else must not fail a test. */
function quickest(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && least > 5; tries++) {
    const started = performance.now();
    work();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

describe('reading queries', () => {
  it('gives the same tree again for its canonical form', () => {
    fc.assert(
      fc.property(queryTrees, (root) => {
        const text = canonical(root);
        const parsed = parseQuery(text);
        // Some trees say only what to leave out, or are too long to be written.
        fc.pre(parsed.ok || !/leave out|at most/.test(parsed.problem.message));
        expect(parsed).toEqual({ ok: true, query: { text, root } });
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same tree again for whatever it could read', () => {
    fc.assert(
      fc.property(writtenQueries, (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) return;
        const again = parseQuery(canonical(parsed.query.root));
        expect(again.ok && again.query.root).toEqual(parsed.query.root);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, answers within 50 ms, points into the text, and offers only what it can read', () => {
    fc.assert(
      fc.property(writtenQueries, (text) => {
        const parsed = parseQuery(text);
        expect(quickest(() => parseQuery(text))).toBeLessThan(50);
        if (parsed.ok) return;
        const { at, length, suggestion } = parsed.problem;
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at + length).toBeLessThanOrEqual(text.length);
        if (suggestion !== undefined) expect(parseQuery(suggestion).ok).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['10,000 stars', '*'.repeat(10_000)],
    ['60 starred letters', '*a'.repeat(60)],
    ['5,000 words', 'word '.repeat(5_000)],
    ['a bomb for backtracking', `(${'a'.repeat(50)}+)+$`],
    ['open parentheses', '('.repeat(500)],
    ['hyphens', `${'-'.repeat(499)}a`],
    ['denials', 'NOT '.repeat(120)],
    ['quotes', '"'.repeat(500)],
    ['blanks', ' '.repeat(100_000)],
    ['a name that never ends', `upvotes${' '.repeat(480)}x`],
  ])('is quick with %s', (_name, text) => {
    expect(quickest(() => parseQuery(text))).toBeLessThan(50);
  });
});
