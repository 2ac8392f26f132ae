import { describe, expect, it } from 'vitest';
import { bestPassage, highlight } from '../../src/search/highlighter.js';
import { parseQuery } from '../../src/search/query/parse.js';
import type { Query } from '../../src/search/query/query.js';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.query;
}
const marked = (text: string, query: string) =>
  highlight(text, queryOf(query))
    .map(({ text: part, matched }) => (matched ? `[${part}]` : part))
    .join('');

describe('the highlighter', () => {
  it.each([
    ['diffusion', 'Diffusing diffusions diffuse', '[Diffusing] [diffusions] [diffuse]'],
    ['"chain of thought"', 'A thought: chain of thought', 'A thought: [chain] of [thought]'],
    ['"chain of thought"', 'A thought on a chain', 'A [thought] on a [chain]'],
    ['GPT-4o', 'gpt4o and GPT-4o, not GPT-3', '[gpt4o] and [GPT-4o], not GPT-3'],
    ['quanti*', 'Quantized and quantum', '[Quantized] and quantum'],
    ['naïve', 'naive nai\u0308ve', '[naive] [nai\u0308ve]'],
    ['深度学习', '用深度学习', '用[深度学习]'],
    ['-image model', 'image model', 'image [model]'],
    ['author:hinton model', 'hinton model', 'hinton [model]'],
    ['model', 'nothing', 'nothing'],
  ])('marks what %s asks for', (query, text, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it('starts a passage at the sentence that says most', () => {
    const text = 'One sentence. A model of diffusion. Another model.';
    expect(bestPassage(text, queryOf('diffusion model'))).toBe('… A model of diffusion. Another model.');
    expect(bestPassage(text, queryOf('sentence'))).toBe(text);
    expect(bestPassage(text, queryOf('absent'))).toBe(text);
  });
});
