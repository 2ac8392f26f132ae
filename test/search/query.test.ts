import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/query/query.js';

const clausesOf = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.ok
    ? parsed.query.clauses.map((clause) => {
        const words =
          clause.kind === 'term' ? clause.exact : clause.terms.map(({ exact }) => exact).join(' ');
        return `${clause.negated ? 'not ' : ''}${clause.kind} ${words}`;
      })
    : parsed.problem;
};

describe('a query', () => {
  it.each([
    ['diffusion transformer', ['term diffusion', 'term transformer']],
    ['"chain of thought" -survey', ['phrase chain thought', 'not term survey']],
    ['-"supply chain" chain', ['not phrase supply chain', 'term chain']],
    ['O(n^2)', ['phrase o n 2']],
    ['C++', ['term c++']],
    ['+-a b', ['term b']],
    ["' OR 1=1 --", ['phrase 1 1']],
  ])('%s is read into clauses', (text, expected) => {
    expect(clausesOf(text)).toEqual(expected);
  });

  it.each([
    ['', 'there is nothing to look for; write a few words, such as `diffusion transformer`.'],
    [' \t\n', 'there is nothing to look for; write a few words, such as `diffusion transformer`.'],
    ['*', 'there is no letter or digit in it to look for.'],
    ['🦜', 'there is no letter or digit in it to look for.'],
    ['\u0000', 'there is no letter or digit in it to look for.'],
    ['\ud800', 'there is no letter or digit in it to look for.'],
    [
      'the of and',
      'every word of it is too common to search for; add one that says what the paper is about.',
    ],
    ['+-a', 'every word of it is too common to search for; add one that says what the paper is about.'],
    ['-foo', 'it only says what to leave out; add a word to look for.'],
    ['"unbalanced', 'the quote at character 1 is never closed; add a second `"` or take it out.'],
    ['rag "a b" "c', 'the quote at character 11 is never closed; add a second `"` or take it out.'],
    ['x'.repeat(6_000), 'a query has at most 500 characters; this one has 6,000.'],
    ['ab '.repeat(65), 'a query has at most 64 words; this one has 65.'],
  ])('%j is refused with a sentence', (text, problem) => {
    expect(clausesOf(text)).toBe(problem);
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const parsed = parseQuery(text);
        expect(parsed.ok ? parsed.query.clauses.length : parsed.problem.length).toBeGreaterThan(0);
      }),
    );
  });
});
