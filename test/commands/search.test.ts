import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, itemsOf, startAsking, titlesOf } from '../support/asking.js';

describe('search on the seed', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
  });
  afterAll(() => asking.close());

  it('finds the chain-of-thought papers first, and marks what was asked for', async () => {
    const answer = await asking.ask('search "chain of thought"');
    for (const item of itemsOf(answer)) {
      const marked = [...item.title, ...(item.body ?? [])].filter(({ style }) => style === 'mark');
      expect(marked.map(({ text }) => text.toLowerCase())).toEqual(
        expect.arrayContaining([expect.stringMatching(/chain/)]),
      );
    }
    expect(titlesOf(answer).length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['PIXART-δ', 'PIXART-δ: Fast and Controllable Image Generation with Latent Consistency Models'],
    ['S2ST', 'DASpeech: Directed Acyclic Transformer for Fast and High-quality Speech-to-Speech Translation'],
  ])('finds %s', async (words, title) => {
    expect(titlesOf(await asking.ask(`search ${words}`))[0]).toBe(title);
  });

  it.each(['pixart', 'PIXART'])(
    'finds PIXART first with %s, before a paper that only names it',
    async (words) => {
      const titles = titlesOf(await asking.ask(`search ${words}`));
      expect(titles.map((title) => title.split(':')[0])).toEqual(['PIXART-δ', 'RelaCtrl']);
    },
  );

  it('finds O(n^2) where the abstract says so', async () => {
    const answer = await asking.ask('search O(n^2)');
    expect(itemsOf(answer)).toHaveLength(1);
    const body = itemsOf(answer)[0]?.body ?? [];
    expect(body.map(({ text }) => text).join('')).toContain('O(n^2)');
  });

  it('turns pages by buttons, through every hit once', async () => {
    let answer = await asking.ask('search transformer limit:10');
    const titles = [...titlesOf(answer)];
    expect(answer.reply.blocks[0]).toMatchObject({
      type: 'heading',
      text: expect.stringMatching(/^\d+ papers for transformer$/),
    });
    for (let page = 2; JSON.stringify(answer.reply).includes(`Page ${page} ▶`); page++) {
      answer = await asking.press(answer, `Page ${page} ▶`);
      expect(answer.replaces).toBe(true);
      titles.push(...titlesOf(answer));
    }
    const [, total] = /^(\d+) papers/.exec(answer.reply.summary) ?? [];
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toHaveLength(Number(total));
  });

  it('goes on with papers that have some of the words, and says so', async () => {
    const answer = await asking.ask('search chain quantum robots');
    expect(answer.reply.summary).toMatch(/No paper has all of these words; these have some of them\./);
    expect(itemsOf(answer).length).toBeGreaterThan(0);
  });

  it('sorts by date when asked to', async () => {
    const answer = await asking.ask('search attention sort:new limit:25');
    const dates = titlesOf(answer).map(
      (title) => asking.house.services.catalog.all().find((paper) => paper.title === title)?.publishedAt,
    );
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  it.each([
    ['search', '`query` is missing'],
    ['search    ', '`query` is missing'],
    [`search ${'x'.repeat(6_000)}`, 'takes at most 500 characters; you gave 6,000 characters'],
    ['search *', 'no letter or digit'],
    ['search 🦜🦜', 'no letter or digit'],
    ['search \u0000', 'no letter or digit'],
    ['search \ud800', 'no letter or digit'],
    ['search +-a', 'too common'],
    ['search "unbalanced', 'this quote is never closed'],
    ['search a~99', 'Nothing found for a~99'],
    ['search abcdefghijklmnopqrst~6', 'Nothing found for abcdefghijklmnopqrst~6'],
    ['search constructor', 'Nothing found for constructor'],
    ['search title:', '`title:` needs a word after the colon'],
    ['search transformer limit:99', '`limit` takes a whole number from 1 to 25; you gave "99"'],
    ['search transformer page:900', 'There is no page 900'],
    ['search transformer sort:old', '`sort` takes one of relevance, new, top; you gave "old"'],
  ])('answers %j with a clear sentence', async (line, sentence) => {
    const { reply } = await asking.ask(line);
    expect(reply.summary).toContain(sentence);
    expect(asking.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
