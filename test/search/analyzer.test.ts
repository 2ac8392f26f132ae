import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/search/analyzer.js';

const exactForms = (text: string) => analyze(text).map(({ exact }) => exact);

describe('the analyzer', () => {
  it('folds case, marks and compatibility forms', () => {
    expect(exactForms('Poincaré Émile ﬁne Ｗｉｄｅ İstanbul')).toEqual([
      'poincare',
      'emile',
      'fine',
      'wide',
      'istanbul',
    ]);
  });

  it('sees a composed and a decomposed word as the same', () => {
    expect(exactForms('café'.normalize('NFC'))).toEqual(exactForms('café'.normalize('NFD')));
  });

  it('stems English words and keeps the form that was written', () => {
    expect(analyze('transformers').map(({ stem, exact }) => [stem, exact])).toEqual([
      ['transform', 'transformers'],
    ]);
  });

  it.each([
    ['regularisation', 'regularization'],
    ['generalisations', 'generalizations'],
    ['optimise', 'optimize'],
    ['Minimising', 'minimizing'],
    ['tokeniser', 'tokenizer'],
    ['organised', 'organized'],
    ['recognises', 'recognizes'],
  ])('reads %s and %s alike', (british, american) => {
    const stems = (text: string) => analyze(text).map(({ stem }) => stem);
    expect(stems(british)).toEqual(stems(american));
    expect(exactForms(british)).not.toEqual(exactForms(american));
  });

  it.each([
    ['precise', 'precision'],
    ['supervised', 'supervision'],
    ['revise', 'revision'],
  ])('keeps %s beside %s', (verb, noun) => {
    expect(analyze(verb)[0]?.stem).toBe(analyze(noun)[0]?.stem);
  });

  it('leaves out stop words, and counts them in positions', () => {
    expect(analyze('chain of thought').map(({ exact, position }) => [exact, position])).toEqual([
      ['chain', 0],
      ['thought', 2],
    ]);
  });

  it.each([
    ['C++ and C#', ['c++', 'c#']],
    ['t-SNE', ['tsne', 'sne']],
    ['GPT-4o', ['gpt', 'gpt4o', '4o']],
    ['PIXART-δ', ['pixart', 'pixartδ', 'δ']],
    ['O(n^2)', ['o', 'n', '2']],
    ['модели Эйнштейна', ['модели', 'эинштеина']],
    ['深度学习', ['深度', '度学', '学习']],
    ['re\u200dview', ['review']],
    ['', []],
    ['🦜 👩‍👩‍👧 \ud800', []],
  ])('splits %s', (text, expected) => {
    expect(exactForms(text).sort()).toEqual([...expected].sort());
  });

  it('never fails, and every token stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { start, end, exact } of analyze(text)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(exact.length).toBeLessThanOrEqual(64);
        }
      }),
    );
  });
});
