import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import { createTitleIndex } from '../../src/papers/title-index.js';

const paper = (id: string, title: string): Paper => ({ id, title, source: 'test' });
const PAPERS = [
  paper('first', 'Attention Is All You Need'),
  paper('second', 'Is Attention  All\tYou Need?'),
  paper('third', 'Ａttention for Graphs'),
  paper('fourth', 'RAG'),
];

describe('the index of titles', () => {
  const index = createTitleIndex(() => PAPERS);

  it('finds a title whatever its case, its forms of letters and its white space', () => {
    expect(index.find(' attention is ALL you  need')?.id).toBe('first');
    expect(index.find('Is attention all you need?')?.id).toBe('second');
    expect(index.find('attention for graphs')?.id).toBe('third');
  });

  it('prefers the whole title to others that hold it, and takes the first of equal ones', () => {
    const twice = [paper('longer', 'More about graphs'), paper('one', 'Graphs'), paper('two', 'GRAPHS')];
    expect(createTitleIndex(() => twice).find('graphs')?.id).toBe('one');
  });

  it('finds the only title that holds the words, and none where several do', () => {
    expect(index.find('for graphs')?.id).toBe('third');
    expect(index.find('you need')).toBeUndefined();
    expect(index.find('need?')?.id).toBe('second');
    expect(index.find('nobody wrote this')).toBeUndefined();
  });

  it('takes two places in one title for one', () => {
    const [only] = [paper('echo', 'Echo, echo')];
    expect(createTitleIndex(() => [only, ...PAPERS]).find('echo')?.id).toBe('echo');
  });

  it('takes less than four letters for a whole title only', () => {
    expect(index.find('rag')?.id).toBe('fourth');
    expect(index.find('att')).toBeUndefined();
  });

  it('finds nothing where there is nothing, and what has come since', () => {
    let known: readonly Paper[] = [];
    const growing = createTitleIndex(() => known);
    expect([growing.find(''), growing.find('graphs')]).toEqual([undefined, undefined]);
    known = PAPERS;
    expect(growing.find('attention for graphs')?.id).toBe('third');
  });
});
