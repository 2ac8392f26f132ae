import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/search/analyzer.js';
import { parseQuery } from '../../src/search/query/parse.js';
import { certainStart, wantedSpots } from '../../src/search/wanted-spots.js';

const SEED = readFileSync(new URL('../../data/papers.jsonl', import.meta.url), 'utf8');
const ENDINGS = [
  '',
  's',
  'es',
  'ed',
  'ies',
  'y',
  'ing',
  'ational',
  'izer',
  'ability',
  'ously',
  'ness',
  'icate',
];

function spots(text: string, written: string) {
  const parsed = parseQuery(written);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return wantedSpots(text, parsed.query).map(({ start, end }) => text.slice(start, end));
}

describe('the words of a text that a query asks for', () => {
  it('are those that the analysis of the whole text finds, compounds and all', () => {
    const text = 'GPT-4o (gpt4o), self-supervised C++ and C; e.g. gpt.Net/GPT and Studies of a study.';
    for (const word of ['gpt', 'gpt4o', 'supervised', 'selfsupervised', 'c++', 'study', 'net', 'c'])
      expect(spots(text, word)).toEqual(
        analyze(text)
          .filter(({ stem }) => stem === analyze(word)[0]?.stem)
          .toSorted((a, b) => a.start - b.start || b.end - a.end)
          .map(({ start, end }) => text.slice(start, end)),
      );
  });

  it('are found in texts beyond ASCII, and where a query is more than words', () => {
    expect(spots('A naïve model — naive', 'naïve')).toEqual(['naïve', 'naive']);
    expect(spots('chain of thought, thought', '"chain of thought"')).toEqual(['chain', 'thought']);
    expect(spots('quantised quantum', 'quanti* quantum')).toEqual(['quantised', 'quantum']);
    expect(spots('what a model', '-model since:2024')).toEqual([]);
  });

  it('begin as their stem does, but for its last letter: every word of the seed', () => {
    const words = analyze(SEED);
    expect(words.length).toBeGreaterThan(5_000);
    const others = words.filter(({ stem, exact }) => !exact.startsWith(certainStart(stem)));
    expect(others).toEqual([]);
  });

  it('begin as their stem does: whatever the ending', () => {
    const word = fc
      .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom(...ENDINGS))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(word, (exact) => {
        for (const token of analyze(exact))
          expect(token.exact.startsWith(certainStart(token.stem))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
