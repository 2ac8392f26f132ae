import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, startAsking, titlesOf } from '../support/asking.js';

describe('trending on the seed', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
  });
  afterAll(() => asking.close());

  it('ranks the newest feed day by comments, then in the order of the page', async () => {
    const answer = await asking.ask('trending limit:25');
    expect(answer.reply.blocks[0]).toEqual({ type: 'heading', text: 'Trending papers of 21 May 2026' });
    const papers = asking.house.services.catalog.all();
    const expected = papers.toSorted(
      (a, b) => (b.comments ?? 0) - (a.comments ?? 0) || (a.feedRank ?? 0) - (b.feedRank ?? 0),
    );
    expect(titlesOf(answer)).toEqual(expected.slice(0, 25).map(({ title }) => title));
  });

  it('names the days of a longer period', async () => {
    const { reply } = await asking.ask('trending week');
    expect(reply.summary).toContain('Trending papers from 15 May 2026 to 21 May 2026');
  });

  it('keeps to the papers that match a query', async () => {
    const answer = await asking.ask('trending day diffusion');
    const titles = titlesOf(answer);
    const matching = asking.house.services.catalog
      .all()
      .filter(({ title, abstract = '' }) => /diffus/i.test(title + abstract));
    expect(titles.toSorted()).toEqual(matching.map(({ title }) => title).toSorted());
  });

  it('turns its pages in place', async () => {
    const first = await asking.ask('trending');
    const second = await asking.press(first, 'Page 2 ▶');
    expect(second.replaces).toBe(true);
    expect(titlesOf(second)).toHaveLength(10);
    expect(titlesOf(second).filter((title) => titlesOf(first).includes(title))).toEqual([]);
  });

  it.each([
    ['trending decade:1', 'No trending papers for decade:1'],
    ['trending period:decade', '`period` takes one of day, week, month; you gave "decade"'],
    ['trending page:9', 'There is no page 9: the list has 4 pages. The last one is `page:4`.'],
  ])('answers %j with a clear sentence', async (line, sentence) => {
    expect((await asking.ask(line)).reply.summary).toContain(sentence);
  });
});
