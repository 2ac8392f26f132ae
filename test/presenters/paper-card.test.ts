import { describe, expect, it } from 'vitest';
import { bylineOf } from '../../src/presenters/paper-card.js';

const paper = { id: '2605.00001', title: 'Paper', source: 'test' };
const all = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'];

describe('the line of authors', () => {
  it.each([
    [2, 2, 'Ada, Ben'],
    [3, undefined, 'Ada, Ben, Cleo'],
    [5, undefined, 'Ada, Ben, Cleo and 2 more'],
    [2, 7, 'Ada, Ben and 5 more'],
    [2, 3, 'Ada, Ben and 1 more'],
    [3, 7, 'Ada, Ben, Cleo and 4 more'],
    [0, 7, '7 authors'],
  ])('counts those it does not name: %s are known by name, of %s', (named, authorCount, line) => {
    const authors = all.slice(0, named);
    expect(bylineOf({ ...paper, authors, ...(authorCount === undefined ? {} : { authorCount }) })).toBe(line);
  });
});
