import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.js';
import { pictureSize } from '../fakes/discord/uploads.js';
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

  it('shows a picture instead of the bars where one can be seen, and the same figures', async () => {
    const { reply } = await asking.ask('trends diffusion weeks:3', { seesPictures: true });
    const [heading, picture = expect.fail('there is only a heading'), ...rest] = reply.blocks;
    expect([heading?.type, picture.type]).toEqual(['heading', 'image']);
    expect(pictureSize(picturesIn(reply)[0] ?? Buffer.alloc(0))).toEqual({ width: 1_440, height: 800 });
    expect(picture).toMatchObject({ alt: expect.stringContaining('Bars: papers on diffusion by week') });
    expect(rest).toEqual((await asking.ask('trends diffusion weeks:3')).reply.blocks.slice(2));
    expect(reply.summary).not.toContain('█');
  });

  it('shows no picture of weeks without papers', async () => {
    const paper = { id: '2501.00001', title: 'Numbats', source: 'hugging-face', feedDate: '2025-01-06' };
    await asking.house.store.papers.merge({ papers: [paper], withdrawn: [] }, asking.clock.now());
    await asking.house.services.catalog.follow();
    const { reply } = await asking.ask('trends numbats weeks:2', { seesPictures: true });
    expect(picturesIn(reply)).toEqual([]);
    expect(reply.summary).toContain('numbats: 0 papers in 2 weeks, 1 paper in all');
  });

  it('shows the bars to those for whom no picture came in time', async () => {
    const ask = () => asking.ask('trends diffusion weeks:3', { seesPictures: true });
    const answers = await Promise.all(Array.from({ length: 24 }, ask));
    const without = answers.filter(({ reply }) => picturesIn(reply).length === 0);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(24);
    for (const { reply } of without) expect(reply.summary).toContain('Papers ▁▁█');
  });

  it.each([
    ['trends zeppelin', 'No papers match zeppelin.'],
    ['trends diffusion weeks:1', '`weeks` takes a whole number from 2 to 26'],
    ['trends', 'query'],
  ])('answers %j with a clear sentence', async (line, sentence) => {
    expect((await asking.ask(line)).reply.summary).toContain(sentence);
  });
});

/** The bytes of an answer's pictures. */
function picturesIn({ blocks }: Reply): readonly Buffer[] {
  return blocks.flatMap((block) => (block.type === 'image' ? [Buffer.from(block.png, 'base64')] : []));
}
