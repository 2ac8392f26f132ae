import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.js';
import { createPaperRepository } from '../../src/store/paper-repository.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';
import { samplePaper, samplePapers } from './sample-papers.js';

const NOW = new Date('2026-05-21T12:00:00Z');

describe('a row that does not hold a paper any more', () => {
  async function openDamaged(json: string) {
    const logger = createRecordingLogger();
    const { db } = await openDatabase(':memory:', logger);
    const papers = createPaperRepository({ db, logger });
    await papers.merge({ papers: samplePapers(3), withdrawn: [] }, NOW);
    const { id } = samplePaper('Paper 2');
    await db.updateTable('paper').set({ json }).where('id', '=', id).execute();
    return { db, papers, id, warnings: () => logger.entries.map(({ fields }) => fields) };
  }

  it.each([
    ['{"id": "t-', 'the row is not JSON'],
    ['{"id":"t-0123456789ab","source":"test"}', '"title" is missing'],
    ['[]', 'a paper should be an object'],
  ])('is left out and named in the log: %s', async (json, reason) => {
    const { db, papers, id, warnings } = await openDamaged(json);
    expect((await papers.changedSince(0, 100)).changes.map(({ paper }) => paper.title)).toEqual([
      'Paper 1',
      'Paper 3',
    ]);
    expect((await papers.changedSince(0, 100)).changes).toHaveLength(2);
    expect(warnings()).toContainEqual({ event: 'paper-unreadable', reference: id, reason });
    await db.destroy();
  });

  it('is mended by the next sight of its paper', async () => {
    const { db, papers } = await openDamaged('{}');
    const counts = await papers.merge({ papers: samplePapers(3), withdrawn: [] }, NOW);
    expect(counts).toEqual({ added: 0, merged: 1, unchanged: 2, withdrawn: 0 });
    expect((await papers.changedSince(0, 100)).changes.map(({ paper }) => paper.title)).toEqual([
      'Paper 1',
      'Paper 3',
      'Paper 2',
    ]);
    await db.destroy();
  });
});

describe('a paper that was kept before observations were dated', () => {
  it('counts as observed when it was changed last', async () => {
    const { db } = await openDatabase(':memory:', createRecordingLogger());
    const papers = createPaperRepository({ db, logger: createRecordingLogger() });
    const known = { ...samplePaper('Old', { upvotes: 5 }), firstSeenAt: '2026-05-01T00:00:00Z' };
    const json = JSON.stringify({ ...known, updatedAt: '2026-05-20T00:00:00Z' });
    await db.insertInto('paper').values({ id: known.id, sequence: 1, json }).execute();
    const see = (upvotes: number, at: string) =>
      papers.merge({ papers: [samplePaper('Old', { upvotes })], withdrawn: [] }, new Date(at));
    const shown = async () => (await papers.changedSince(0, 9)).changes.map(({ paper }) => paper);
    await see(9, '2026-05-19T00:00:00Z');
    expect(await shown()).toMatchObject([{ upvotes: 5, firstSeenAt: '2026-05-01T00:00:00Z' }]);
    await see(4, '2026-05-21T00:00:00Z');
    expect(await shown()).toMatchObject([{ upvotes: 4, firstSeenAt: '2026-05-01T00:00:00Z' }]);
    await db.destroy();
  });

  it('has the authors that its source has named, against those of others', async () => {
    const { db } = await openDatabase(':memory:', createRecordingLogger());
    const papers = createPaperRepository({ db, logger: createRecordingLogger() });
    const known = { ...samplePaper('Old'), source: 'hugging-face', authors: ['Ana'] };
    await db
      .insertInto('paper')
      .values({ id: known.id, sequence: 1, json: JSON.stringify(known) })
      .execute();
    const json = JSON.stringify({ authors: '2026-05-19T00:00:00.000Z' });
    await db.insertInto('paper_observed').values({ paper_id: known.id, json }).execute();
    const see = (source: string, authors: readonly string[]) =>
      papers.merge({ papers: [samplePaper('Old', { source, authors })], withdrawn: [] }, NOW);
    const shown = async () => (await papers.changedSince(0, 9)).changes.map(({ paper }) => paper.authors);
    await see('arxiv', ['Ana', 'Bo']);
    expect(await shown()).toEqual([['Ana']]);
    await see('hugging-face', ['Cy']);
    expect(await shown()).toEqual([['Cy']]);
    await db.destroy();
  });
});
