import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paperIdFromTitle } from '../../src/papers/paper.js';
import type { Store } from '../../src/store/store.js';
import { samplePaper } from '../store/sample-papers.js';

const ID = '2605.00001';

/** What everybody must do who remembers how counts have grown. */
export function describeSignalHistory(name: string, open: () => Promise<Store>): void {
  describe(`the counts by day in ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const see = (more: Parameters<typeof samplePaper>[1], at: string) =>
      store.papers.merge({ papers: [samplePaper('Votes', more)], withdrawn: [] }, new Date(at));
    const history = (...ids: string[]) => store.signals.of(ids);

    it('are the last of each day, whatever came last to us', async () => {
      await see({ id: ID, upvotes: 4, comments: 1 }, '2026-05-20T10:00:00Z');
      await see({ id: ID, upvotes: 3 }, '2026-05-20T20:00:00Z');
      await see({ id: ID, upvotes: 9, comments: 2, githubStars: 5 }, '2026-05-20T15:00:00Z');
      await see({ id: ID, upvotes: 7 }, '2026-05-21T00:00:00Z');
      expect(await history(ID)).toEqual([
        { paperId: ID, day: '2026-05-20', upvotes: 3, comments: 2, stars: 5 },
        { paperId: ID, day: '2026-05-21', upvotes: 7 },
      ]);
    });

    it('are nothing for a paper without counts, and for no papers', async () => {
      await see({ id: ID }, '2026-05-20T10:00:00Z');
      expect(await history(ID, 'unknown')).toEqual([]);
      expect(await history()).toEqual([]);
    });

    it('are found under the new id where they were seen under the old one', async () => {
      await see({ comments: 2 }, '2026-05-20T10:00:00Z');
      await see({ id: ID, upvotes: 1 }, '2026-05-21T10:00:00Z');
      expect(await history(ID)).toEqual([
        { paperId: ID, day: '2026-05-20', comments: 2 },
        { paperId: ID, day: '2026-05-21', upvotes: 1 },
      ]);
      expect(await history(paperIdFromTitle('Votes'))).toMatchObject([{ paperId: ID, comments: 2 }]);
    });

    it('may be of many papers', async () => {
      const papers = Array.from({ length: 1_200 }, (_, at) => samplePaper(`Paper ${at}`, { upvotes: at }));
      await store.papers.merge({ papers, withdrawn: [] }, new Date('2026-05-20T10:00:00Z'));
      const days = await history(...papers.map(({ id }) => id));
      expect(days.map(({ upvotes }) => upvotes).toSorted((a = 0, b = 0) => a - b)).toEqual(
        papers.map((_, at) => at),
      );
    });
  });
}
