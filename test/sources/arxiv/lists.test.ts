import { describe, expect, it } from 'vitest';
import { atomEntry, atomFeed, inventPaper } from '../../fakes/arxiv/feeds.js';
import { createRecordingLogger } from '../../fakes/recording-logger.js';
import { openArxivRoom } from './arxiv-room.js';

const SPAN = { from: new Date('2026-05-19T18:00:00Z'), to: new Date('2026-05-21T18:00:00Z') };

/** Entries from a place of a list on, at most so many. */
function entriesFrom(start: number, size: number) {
  return Array.from({ length: Math.max(0, size) }, (_, at) => atomEntry(inventPaper(start + at)));
}

const startOf = (asking: URLSearchParams) => Number(asking.get('start'));
const withoutTotal = (feed: string) =>
  feed.replace(/<opensearch:totalResults>.*?<\/opensearch:totalResults>/, '');

describe('a long list of arXiv', () => {
  it('is not over where a later page says that there are none', async () => {
    const { arxiv } = await openArxivRoom({
      query: (asking) => (startOf(asking) === 0 ? atomFeed(entriesFrom(0, 200), 400) : atomFeed([], 0)),
    });
    await expect(arxiv.submitted(['cs.LG'], SPAN)).rejects.toThrow(
      'arXiv stopped in the middle of its list.',
    );
  });

  it('that tells no number is read until a page is not full', async () => {
    const { arxiv, server } = await openArxivRoom({
      query: (asking) =>
        withoutTotal(atomFeed(entriesFrom(startOf(asking), Math.min(200, 450 - startOf(asking))))),
    });
    expect((await arxiv.submitted(['cs.LG'], SPAN)).papers).toHaveLength(450);
    expect(server.requests).toHaveLength(3);
  });

  it('that comes paper by paper is given up before it has cost hours', async () => {
    const { arxiv, server } = await openArxivRoom({
      query: (asking) => atomFeed(entriesFrom(startOf(asking), 1), 600),
    });
    await expect(arxiv.submitted(['cs.LG'], SPAN)).rejects.toThrow('arXiv sends its list in crumbs.');
    expect(server.requests.length).toBeLessThan(12);
  });

  it('has its items that could not be used in the log, each with its place', async () => {
    const logger = createRecordingLogger();
    const nameless = atomEntry(inventPaper(2)).replace(/<title>[\s\S]*?<\/title>/, '<title></title>');
    const { arxiv } = await openArxivRoom(
      { query: () => atomFeed([atomEntry(inventPaper(1)), nameless]) },
      { logger },
    );
    expect((await arxiv.submitted(['cs.LG'], SPAN)).papers).toHaveLength(1);
    expect(logger.entries.map(({ fields }) => fields)).toMatchObject([
      { event: 'source-item-skipped', reference: 'arXiv, submitted from 2026-05-19T18:00Z, item 2' },
    ]);
  });
});
