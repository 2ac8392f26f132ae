import { describe, expect, it } from 'vitest';
import { queryChoice, withoutCounts } from '../../src/presenters/choices.js';
import { parseQuery } from '../../src/search/query/parse.js';

const choiceOf = (text: string, total: number) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return queryChoice({ query: parsed.query, total });
};

describe('a query to choose', () => {
  it('says how many papers it finds', () => {
    expect(choiceOf('rag', 1_320)).toEqual({ name: 'rag · 1,320 papers', value: 'rag' });
    expect(choiceOf('rag', 1).name).toBe('rag · 1 paper');
    expect(choiceOf('rag', 0).name).toBe('rag');
  });

  it.each([
    ['rag · 1,320 papers', 'rag'],
    ['rag · 1 paper', 'rag'],
    ['rag · 1,320 pap', 'rag'],
    ['rag · 1', 'rag'],
    ['rag · 12 papers since:2025', 'rag since:2025'],
    ['rag', 'rag'],
    ['a · b', 'a · b'],
    ['· 12 papers', '· 12 papers'],
  ])('%s in the input box means %s', (typed, query) => {
    expect(withoutCounts(typed)).toBe(query);
  });
});
