import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, startAsking } from '../support/asking.js';

describe('trends on the seed', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await startAsking();
  });
  afterAll(() => asking.close());

  it('shows the papers of each week, and says that no votes are known', async () => {
    const { reply } = await asking.ask('trends diffusion weeks:3');
    const matching = asking.house.services.catalog
      .all()
      .filter(({ title, abstract = '' }) => /diffus/i.test(title + abstract)).length;
    expect(reply.summary).toContain(`diffusion: ${matching} papers in 3 weeks, ${matching} papers in all`);
    expect(reply.summary).toContain('Papers ▁▁█');
    expect(reply.summary).toContain('No votes of these weeks are known.');
    expect(reply.summary).toContain(`Week of 18 May 2026: ${matching} papers`);
  });

  it('shows the votes where a source knows them', async () => {
    const paper = { id: '2605.00001', title: 'Quokkas', source: 'hugging-face', feedDate: '2026-05-12' };
    const see = (upvotes: number, at: string) =>
      asking.house.store.papers.merge({ papers: [{ ...paper, upvotes }], withdrawn: [] }, new Date(at));
    await see(30, '2026-05-13T10:00:00Z');
    await see(45, '2026-05-19T10:00:00Z');
    await asking.house.services.catalog.follow();
    const { reply } = await asking.ask('trends quokkas weeks:2');
    expect(reply.summary).toContain('Votes █▅');
    expect(reply.summary).toContain('Week of 11 May 2026: 1 paper, 30 votes');
    expect(reply.summary).toContain('Week of 18 May 2026: 0 papers, 15 votes');
  });

  it.each([
    ['trends zeppelin', 'No papers match zeppelin.'],
    ['trends diffusion weeks:1', '`weeks` takes a whole number from 2 to 26'],
    ['trends', 'query'],
  ])('answers %j with a clear sentence', async (line, sentence) => {
    expect((await asking.ask(line)).reply.summary).toContain(sentence);
  });
});
