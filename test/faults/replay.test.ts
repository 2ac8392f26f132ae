import { describe, expect, it } from 'vitest';
import { openRealDays, realDaysFolder } from '../fakes/hugging-face/real-days.js';
import { contentOf, idsIn, readAll, shuffled } from '../support/replay.js';

const folder = realDaysFolder(process.env['PAPERBOY_DATA']);
const real = openRealDays(folder);
const reason = real === undefined ? ` (skipped: there is no folder ${folder})` : '';

describe.skipIf(real === undefined)(`all recorded days, read again${reason}`, () => {
  const recorded = real ?? { days: [], bodyOf: () => undefined, packedBodyOf: () => undefined };
  const { days } = recorded;

  it('give every paper exactly once, and the same database in any order, however often interrupted', async () => {
    const plain = await readAll(recorded, { days, seed: 1, trouble: 0 });
    const content = await contentOf(plain.store);
    expect(content.papers.map(({ id }) => id)).toEqual([...idsIn(recorded, days)].sort());
    expect(content.feedDays.map(({ day }) => day)).toEqual([...days].reverse());
    for (const seed of [2, 4]) {
      const troubled = await readAll(recorded, { days: shuffled(days, seed), seed, trouble: 0.05 * seed });
      expect(troubled.starts, `seed ${seed}`).toBeGreaterThan(20);
      expect(await contentOf(troubled.store), `seed ${seed}`).toEqual(content);
    }
  });
});
