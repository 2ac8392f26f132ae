import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EditionStore, editionName, freezeEdition } from '../../src/delivery/edition.js';
import type { Paper } from '../../src/papers/paper.js';
import type { Store } from '../../src/store/store.js';
import { samplePapers } from '../store/sample-papers.js';
import { NINE, nineAnd } from './new-delivery.js';

const DAY = 24 * 60 * 60;

/** What every keeper of editions must do. */
export function describeEditionStore(name: string, open: () => Promise<Store>): void {
  describe(`the editions in ${name}`, () => {
    let store: Store;
    let editions: EditionStore;
    beforeEach(async () => {
      store = await open();
      editions = store.editions;
    });
    afterEach(() => store.close());

    const papersOf = (feedDate: string) => samplePapers(3).map((paper) => ({ ...paper, feedDate }));
    const papers = papersOf('2026-05-21');
    const freeze = (ranked: readonly Paper[] = papers, now = NINE) =>
      freezeEdition(ranked, { editions, now });

    it('stay the same while the ranking does', async () => {
      const first = await freeze();
      expect(editionName(first)).toBe('2026-05-21#1');
      expect(first.paperIds).toEqual(papers.map(({ id }) => id));
      expect(await freeze(papers, nineAnd(60))).toEqual(first);
      expect(await editions.latest('2026-05-21')).toEqual(first);
    });

    it('are revised when the ranking has changed, and the former one stays as it was', async () => {
      const first = await freeze();
      const second = await freeze(papers.toReversed());
      expect(editionName(second)).toBe('2026-05-21#2');
      expect(second.paperIds).toEqual(first.paperIds.toReversed());
      expect(await editions.add({ ...first, paperIds: [] }, NINE)).toBe(false);
      expect(editionName(await freeze(papersOf('2026-05-22')))).toBe('2026-05-22#1');
    });

    it('agree when several are made at the same moment', async () => {
      const [one, two] = await Promise.all([freeze(), freeze()]);
      expect(two).toEqual(one);
    });

    it('have a name also where no paper has a day', async () => {
      expect(editionName(await freeze(samplePapers(0)))).toBe('0000-00-00#1');
    });

    it('are forgotten after a month', async () => {
      await freeze();
      await freeze(papersOf('2026-07-01'), nineAnd(41 * DAY));
      expect(await editions.latest('2026-05-21')).toBeUndefined();
    });
  });
}
