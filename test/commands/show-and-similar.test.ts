import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, itemsOf, startAsking, titlesOf } from '../support/asking.js';

describe('show and similar on the seed', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
  });
  afterAll(() => asking.close());

  it('shows a paper in full, by its number in the last list', async () => {
    const list = await asking.ask('search multiplication');
    const { reply } = await asking.ask('show 1');
    expect(reply.blocks[0]).toEqual({ type: 'heading', text: titlesOf(list)[0] });
    expect(reply.summary).toContain('In summary, by reverse-engineering');
    expect(reply.summary).toContain('Published: 30 September 2025');
    expect(reply.summary).toContain('Comments: 3');
  });

  it('counts numbers through the pages, for each person alone', async () => {
    const second = await asking.ask('search transformer limit:5 page:2', { person: 'ben' });
    const shown = await asking.ask('show 6', { person: 'ben' });
    expect(shown.reply.blocks[0]).toMatchObject({ text: titlesOf(second)[0] });
    expect((await asking.ask('show 6', { person: 'cleo' })).reply.summary).toContain('There is no number 6');
  });

  it.each([
    ['its title', 'show Three-Phase Transformer'],
    ['its title in another case', 'show three-phase   TRANSFORMER'],
    ['words that only its title has', 'show Superposition'],
    ['the button of a list', 'show t-7c844cb599f1'],
  ])('finds a paper by %s', async (_how, line) => {
    const { reply } = await asking.ask(line);
    expect(reply.blocks[0]).toMatchObject({ type: 'heading' });
  });

  it('shows what a button promises', async () => {
    const list = await asking.ask('search Three-Phase');
    const shown = await asking.press(list, 'Abstract');
    expect(shown.reply.blocks[0]).toEqual({ type: 'heading', text: 'Three-Phase Transformer' });
    expect(shown.replaces).toBe(false);
  });

  it('offers the nearest papers when a title is not quite right', async () => {
    const answer = await asking.ask('show transformers and multiplication tables');
    expect(answer.reply.summary).toContain('No single paper is called');
    expect(titlesOf(answer)[0]).toContain('Multiplication');
  });

  it.each([
    ['show', '`paper` is missing'],
    ['show 999', 'There is no number 999 in the last list'],
    ['show -1', 'numbered from 1 to 999'],
    ['show 0', 'numbered from 1 to 999'],
    ['show 2401.12345v99', 'I do not know the paper 2401.12345'],
    ['show 2401.1234', 'since 2015 five digits'],
    ['show hep-th/9901001', 'I do not know the paper hep-th/9901001'],
    ['show arXiv:2401.12345', 'I do not know the paper 2401.12345'],
    ['show https://arxiv.org/abs/2401.12345?x=1#y', 'I do not know the paper 2401.12345'],
    ['show 10.1002/(SICI)1097-4628<1>;', 'does not belong to arXiv'],
    ['show ../../etc/passwd', 'does not name a paper'],
    ['show https://evil.example/paper', 'not an arXiv or Hugging Face paper link'],
    ['similar NaN limit:0', '`limit` takes a whole number from 1 to 25'],
    ['similar nowhere to be found at all', 'No single paper is called'],
  ])('answers %j with a clear sentence', async (line, sentence) => {
    expect((await asking.ask(line)).reply.summary).toContain(sentence);
  });

  it('finds papers like one, says what they share, and never the paper itself', async () => {
    const answer = await asking.ask('similar PIXART');
    const titles = titlesOf(answer);
    expect(titles).toHaveLength(5);
    expect(titles.join()).not.toContain('PIXART-δ');
    for (const item of itemsOf(answer)) {
      expect(item.body?.some(({ style }) => style === 'mark')).toBe(true);
    }
    expect(answer.reply.summary).toContain('Shares ');
  });
});

describe('a paper of the seed that a live source knows better', () => {
  const ID = '2603.14430';
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
    await asking.ask('search Three-Phase');
    const live = { id: ID, title: 'Three-Phase Transformer', upvotes: 41, source: 'hugging-face' };
    await asking.house.store.papers.merge({ papers: [live], withdrawn: [] }, asking.clock.now());
    await asking.house.services.catalog.follow();
  });
  afterAll(() => asking.close());

  it.each(['show t-7c844cb599f1', `show ${ID}`, 'show 1', 'show three-phase transformer'])(
    'is found by %s',
    async (line) => {
      const { reply } = await asking.ask(line);
      expect(reply.summary).toContain(`Id: ${ID}`);
      expect(reply.summary).toContain('Upvotes: 41');
      expect(reply.summary).toContain('We present Three-Phase Transformer');
    },
  );

  it('is there once', async () => {
    const found = titlesOf(await asking.ask('search title:three-phase'));
    expect(found).toEqual(['Three-Phase Transformer']);
  });

  it('is hidden everywhere once it is withdrawn, and show says why', async () => {
    const { store, services } = asking.house;
    await store.papers.merge({ papers: [], withdrawn: [ID] }, asking.clock.now());
    await services.catalog.follow();
    for (const line of [`show ${ID}`, 'show t-7c844cb599f1', `similar ${ID}`]) {
      expect((await asking.ask(line)).reply.summary).toContain('has been withdrawn');
    }
    expect(titlesOf(await asking.ask('search title:three-phase'))).toEqual([]);
    expect(titlesOf(await asking.ask('trending limit:25'))).not.toContain('Three-Phase Transformer');
    const suggested = await services.finder.suggest({ typed: 'three-ph', reader: 'ana', limit: 9 });
    expect(suggested.map(({ paper }) => paper.id)).not.toContain(ID);
  });
});
