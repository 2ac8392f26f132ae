import { expect, it } from 'vitest';
import { readList, readListInTurns } from '../../../src/sources/hugging-face/list.js';
import { inventItems } from '../../fakes/hugging-face/items.js';

const values = [...inventItems(95), 'a text', ...inventItems(3), { paper: { id: 'none' } }];

it('a list that is read in turns is the same list, and others have their turn while it is read', async () => {
  let turns = 0;
  let done = false;
  const others = () => {
    turns++;
    if (!done) setImmediate(others);
  };
  setImmediate(others);
  const read = await readListInTurns(values, { place: 'today', date: '2026-05-21', before: 200 });
  done = true;
  expect(read).toEqual(readList(values, { place: 'today', date: '2026-05-21', before: 200 }));
  expect(read.problems.map(({ place }) => place)).toEqual(['today, item 296', 'today, item 300']);
  expect(turns).toBeGreaterThanOrEqual(values.length / 10);
});
