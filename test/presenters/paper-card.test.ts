import { describe, expect, it } from 'vitest';
import { paperChoice } from '../../src/presenters/choices.js';
import { bylineOf, paperCard, plainCard } from '../../src/presenters/paper-card.js';
import { paperPage } from '../../src/presenters/paper-page.js';

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

describe('a title of which nothing is to be seen', () => {
  it.each(['\u3164', '\u2800', '\u00ad\u200d', '\u115f\u1160\uffa0', '\u034f\u180e'])(
    'is "Untitled" everywhere',
    (title) => {
      const unseen = { ...paper, title };
      const untitled = [{ text: 'Untitled' }];
      expect(paperCard(unseen).title).toEqual(untitled);
      expect(plainCard(unseen).title).toEqual(untitled);
      expect(paperPage(unseen)).toContainEqual({ type: 'heading', text: 'Untitled' });
      expect(paperChoice({ paper: unseen, number: 2 }).name).toBe('2. Untitled');
    },
  );
});
