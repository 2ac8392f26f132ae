import { expect, it } from 'vitest';
import { createLastLists } from '../../src/papers/last-lists.js';

it('remembers the numbers of the last list of each reader, and no older one', () => {
  const lists = createLastLists();
  lists.remember('ana', [{ id: 'a', number: 6 }]);
  lists.remember('ben', [{ id: 'b', number: 1 }]);
  expect(lists.paperAt('ana', 6)).toBe('a');
  lists.remember('ana', [{ id: 'c', number: 1 }]);
  expect([lists.paperAt('ana', 6), lists.paperAt('ana', 1), lists.paperAt('ben', 1)]).toEqual([
    undefined,
    'c',
    'b',
  ]);
});

it('forgets who listed longest ago when there are too many readers', () => {
  const lists = createLastLists();
  for (let reader = 0; reader <= 10_000; reader++) lists.remember(`r${reader}`, [{ id: 'a', number: 1 }]);
  expect(lists.paperAt('r0', 1)).toBeUndefined();
  expect(lists.paperAt('r1', 1)).toBe('a');
});
