import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Paper } from '../../src/papers/paper.js';
import type { PaperStore } from '../../src/papers/paper-store.js';
import type { Store } from '../../src/store/store.js';
import { samplePaper, samplePapers } from '../store/sample-papers.js';

const MORNING = new Date('2026-05-21T08:00:00Z');
const EVENING = new Date('2026-05-21T20:00:00Z');

/** What every keeper of papers must do. */
export function describePaperStore(name: string, open: () => Promise<Store>): void {
  describe(`the papers in ${name}`, () => {
    let store: Store;
    let papers: PaperStore;
    beforeEach(async () => {
      store = await open();
      papers = store.papers;
    });
    afterEach(() => store.close());
    const since = (sequence: number) => papers.changedSince(sequence, 5_000);
    const merge = (some: readonly Paper[], now: Date) => papers.merge({ papers: some, withdrawn: [] }, now);
    const all = async () => (await since(0)).changes.map(({ paper }) => paper);

    it('are none at first', async () => {
      expect(await papers.count()).toBe(0);
      expect(await since(0)).toEqual({ changes: [], gone: [], sequence: 0 });
    });

    it('come back whole, in the order of their source, with the time they were first seen', async () => {
      const full = samplePaper('Zebra', { abstract: 'Stripes.', authors: ['Ana', 'Bo'], upvotes: 0 });
      expect(await merge([full, samplePaper('Aardvark')], MORNING)).toMatchObject({ added: 2, merged: 0 });
      const seen = { firstSeenAt: MORNING.toISOString(), updatedAt: MORNING.toISOString() };
      expect(await all()).toEqual([
        { ...full, ...seen },
        { ...samplePaper('Aardvark'), ...seen },
      ]);
    });

    it('do not change when they are seen again as they are', async () => {
      await merge(samplePapers(3), MORNING);
      const before = await since(0);
      expect(await merge(await all(), EVENING)).toMatchObject({ added: 0, merged: 0 });
      expect(await merge(samplePapers(3), EVENING)).toMatchObject({ added: 0, merged: 0 });
      expect(await since(0)).toEqual(before);
    });

    it('keep their first sight when they change, and are the newest change then', async () => {
      await merge(samplePapers(2), MORNING);
      const voted = samplePaper('Paper 1', { upvotes: 7 });
      expect(await merge([voted, samplePaper('Paper 3')], EVENING)).toMatchObject({ added: 1, merged: 1 });
      expect(await papers.count()).toBe(3);
      const [other, first, last] = await all();
      expect(first).toEqual({
        ...voted,
        firstSeenAt: MORNING.toISOString(),
        updatedAt: EVENING.toISOString(),
      });
      expect([other?.title, last?.title]).toEqual(['Paper 2', 'Paper 3']);
    });

    it('are no news where they were asked for, until somebody brings them', async () => {
      const asked = samplePaper('Paper 1', { upvotes: 3, feedRank: 4, feedDate: '2026-05-20' });
      const { feedDate: _date, feedRank: _rank, ...kept } = asked;
      await papers.merge({ papers: [asked, samplePaper('Paper 2')], withdrawn: [], news: false }, MORNING);
      const updatedAt = MORNING.toISOString();
      expect(await all()).toEqual([
        { ...kept, updatedAt },
        { ...samplePaper('Paper 2'), updatedAt },
      ]);
      const later = { firstSeenAt: EVENING.toISOString(), updatedAt: EVENING.toISOString() };
      expect(await merge([asked], EVENING)).toMatchObject({ added: 0, merged: 1 });
      expect((await all()).at(-1)).toEqual({ ...asked, ...later });
      await papers.merge({ papers: [asked], withdrawn: [], news: false }, MORNING);
      expect((await all()).at(-1)).toEqual({ ...asked, ...later });
    });

    it('are counted once when one batch names them twice', async () => {
      const twice = [samplePaper('Paper 1'), samplePaper('Paper 1', { comments: 2 })];
      expect(await merge(twice, MORNING)).toMatchObject({ added: 1, merged: 0 });
      expect(await all()).toMatchObject([{ comments: 2 }]);
    });

    it('can be followed by those who remember the last change they saw', async () => {
      await merge(samplePapers(3), MORNING);
      const first = await since(0);
      expect(first.changes).toHaveLength(3);
      await merge([samplePaper('Paper 2', { upvotes: 1 }), samplePaper('Paper 4')], EVENING);
      const second = await since(first.sequence);
      expect(second.changes.map(({ paper }) => paper.title)).toEqual(['Paper 2', 'Paper 4']);
      expect(second.sequence).toBeGreaterThan(first.sequence);
      expect(await since(second.sequence)).toEqual({ changes: [], gone: [], sequence: second.sequence });
    });

    it('can be read a page at a time', async () => {
      await merge(samplePapers(5), MORNING);
      const first = await papers.changedSince(0, 2);
      const second = await papers.changedSince(first.sequence, 2);
      const titles = [first, second].flatMap(({ changes }) => changes.map(({ paper }) => paper.title));
      expect(titles).toEqual(['Paper 1', 'Paper 2', 'Paper 3', 'Paper 4']);
      expect(second.changes.at(-1)?.sequence).toBe(second.sequence);
    });

    it('may be many', async () => {
      expect(await merge(samplePapers(1_050), MORNING)).toMatchObject({ added: 1_050, merged: 0 });
      expect((await all()).at(-1)?.title).toBe('Paper 1050');
      expect(await merge(samplePapers(1_000, 101), EVENING)).toMatchObject({ added: 50, merged: 0 });
    });
  });
}
