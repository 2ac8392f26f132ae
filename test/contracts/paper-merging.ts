import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paperIdFromTitle } from '../../src/papers/paper.js';
import type { PaperStore } from '../../src/papers/paper-store.js';
import type { Store } from '../../src/store/store.js';
import { type Observed, observations } from '../papers/observations.js';
import { samplePaper } from '../store/sample-papers.js';
import { channel, NINE, newDelivery } from './new-delivery.js';

const MORNING = new Date('2026-05-21T08:00:00Z');
const EVENING = new Date('2026-05-21T20:00:00Z');
const ID = '2310.00001';
const OLD = paperIdFromTitle('Attention');

/** What every keeper of papers must do when several sources tell of the same ones; each `open` opens a new database. */
export function describePaperMerging(
  name: string,
  open: () => Promise<Store>,
  stories: { readonly numRuns: number },
): void {
  describe(`merging in ${name}`, () => {
    let store: Store;
    let papers: PaperStore;
    beforeEach(async () => {
      store = await open();
      papers = store.papers;
    });
    afterEach(() => store.close());
    const merge = (some: Parameters<typeof samplePaper>[1][], now = MORNING) =>
      papers.merge({ papers: some.map((more) => samplePaper('Attention', more)), withdrawn: [] }, now);
    const since = (sequence = 0) => papers.changedSince(sequence, 5_000);
    const shown = async () => (await since()).changes.map(({ paper }) => paper);

    it('leaves one paper that knows what both sources know', async () => {
      await merge([{ id: ID, abstract: 'Words.', upvotes: 3 }]);
      expect(await merge([{ id: ID, authors: ['Ana'], upvotes: 2 }], EVENING)).toEqual({
        added: 0,
        merged: 1,
        unchanged: 0,
        withdrawn: 0,
      });
      expect(await shown()).toMatchObject([{ id: ID, abstract: 'Words.', authors: ['Ana'], upvotes: 2 }]);
    });

    it('forgets an author who is hidden, and tells those who follow', async () => {
      const source = 'hugging-face';
      await merge([{ id: ID, source, authors: ['Ana'] }]);
      const { sequence } = await since();
      await merge([{ id: ID, source, authors: [] }], EVENING);
      expect((await since(sequence)).changes).toHaveLength(1);
      await merge([{ id: ID, source: 'arxiv', authors: ['Ana'] }], new Date('2026-05-22T08:00:00Z'));
      expect((await shown())[0]).not.toHaveProperty('authors');
    });

    it('gives no new number to a paper that is seen again as it was, but remembers the sight', async () => {
      await merge([{ id: ID, upvotes: 3 }]);
      const { sequence } = await since();
      expect(await merge([{ id: ID, upvotes: 3 }], EVENING)).toMatchObject({ merged: 0, unchanged: 1 });
      await merge([{ id: ID, upvotes: 2 }], new Date('2026-05-21T12:00:00Z'));
      expect(await since(sequence)).toEqual({ changes: [], gone: [], sequence });
      expect(await shown()).toMatchObject([{ upvotes: 3 }]);
    });

    it('finds the paper of a saved page in one with an arXiv id, whichever comes first', async () => {
      const ofPage = { comments: 2, publishedAt: '2023-10-11' };
      const live = { id: ID, upvotes: 5, publishedAt: '2023-10-11T17:59:00Z' };
      await merge([ofPage]);
      const { sequence } = await since();
      expect(await merge([live])).toMatchObject({ added: 0, merged: 1 });
      expect(await shown()).toMatchObject([{ id: ID, upvotes: 5, comments: 2 }]);
      expect((await since(sequence)).gone).toMatchObject([{ kind: 'moved', id: OLD, to: ID }]);
      expect(await papers.count()).toBe(1);

      await store.close();
      store = await open();
      papers = store.papers;
      await merge([live]);
      expect(await merge([ofPage])).toMatchObject({ added: 0, merged: 1 });
      expect(await shown()).toMatchObject([{ id: ID, upvotes: 5, comments: 2 }]);
    });

    it('takes in what is still said under the old id', async () => {
      await merge([{}, { id: ID }]);
      const { sequence } = await since();
      await merge([{ abstract: 'From the page.' }], EVENING);
      expect((await since(sequence)).changes).toMatchObject([
        { paper: { id: ID, abstract: 'From the page.' } },
      ]);
    });

    it('keeps two arXiv ids of one title apart, and a title of another year', async () => {
      await merge([
        { id: ID, publishedAt: '2023-10-11' },
        { id: '2310.00002', publishedAt: '2023-10-12' },
        { publishedAt: '2021-01-01' },
      ]);
      expect((await shown()).map(({ id }) => id).toSorted()).toEqual([ID, '2310.00002', OLD].toSorted());
    });

    it('counts as posted under its new id what was posted under the old one', async () => {
      await merge([{}]);
      const delivery = newDelivery('one', { paperIds: [OLD, '2310.00002'], edition: '2026-05-21#2' });
      await store.outbox.plan([{ advances: [], deliveries: [delivery] }], NINE);
      await merge([{ id: ID }]);
      expect(await store.outbox.history([channel('one')])).toEqual([
        { paperIds: new Set([ID, '2310.00002']), toldExhausted: false, feedDay: '2026-05-21' },
      ]);
    });

    it('hides what was withdrawn for good, also when that was known before the paper', async () => {
      await merge([{ id: ID }]);
      const { sequence } = await since();
      const batch = { papers: [], withdrawn: [ID, '2310.00002'] };
      expect(await papers.merge(batch, EVENING)).toMatchObject({ withdrawn: 2 });
      expect(await papers.merge(batch, EVENING)).toMatchObject({ withdrawn: 0 });
      await merge([{ id: ID, upvotes: 1 }, { id: '2310.00002' }], EVENING);
      const { changes, gone } = await since(sequence);
      expect(changes).toEqual([]);
      expect(gone.map((one) => [one.kind, one.id])).toEqual([
        ['withdrawn', ID],
        ['withdrawn', '2310.00002'],
      ]);
    });

    it('gives the same papers whatever the order in which they are told of', {
      timeout: 120_000,
    }, async () => {
      const inTwoOrders = observations.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
      );
      await fc.assert(
        fc.asyncProperty(inTwoOrders, fc.integer({ min: 1, max: 3 }), async ([some, others], size) => {
          expect(await told(others, size, open)).toEqual(await told(some, 1, open));
        }),
        stories,
      );
    });
  });
}

/** Tells a new store of observations, a few at a time where they are of one moment, and returns all that it shows and remembers. */
async function told(all: readonly Observed[], size: number, open: () => Promise<Store>) {
  const store = await open();
  try {
    for (let start = 0; start < all.length; ) {
      const now = all[start]?.now ?? MORNING;
      const together = all.slice(start, start + size).filter((one) => one.now === now);
      const withdrawn = together.filter((one) => one.withdrawn).map(({ paper }) => paper.id);
      await store.papers.merge({ papers: together.map(({ paper }) => paper), withdrawn }, now);
      start += together.length;
    }
    const { changes, gone } = await store.papers.changedSince(0, 5_000);
    const shown = changes.map(({ paper: { updatedAt: _at, ...paper } }) => paper);
    const moved = gone.map((one) => [one.id, one.kind === 'moved' ? one.to : 'withdrawn']);
    const signals = await store.signals.of(all.map(({ paper }) => paper.id));
    return {
      shown: sorted(shown, ({ id }) => id),
      moved: sorted(moved, ([id = '']) => id),
      signals: sorted(signals, (signal) => JSON.stringify(signal)),
      count: await store.papers.count(),
    };
  } finally {
    await store.close();
  }
}

function sorted<Value>(values: readonly Value[], key: (value: Value) => string): readonly Value[] {
  return values.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
