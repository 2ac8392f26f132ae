import { describe, expect, it } from 'vitest';
import { actionsOf, type Item } from '../../src/core/reply.js';
import { topicDigest } from '../../src/presenters/topic-digest.js';
import { samplePapers } from '../store/sample-papers.js';

const about = { date: '2026-05-21', now: new Date('2026-05-21T09:00:00Z') };
const topic = (number: number, query: string) => ({
  ...{ id: number, number, query, size: 10 },
  ...({ every: 'day', weekday: 'mon', days: 'all' } as const),
});
const digestOf = (...queries: readonly string[]) => {
  const topics = queries.map((query, at) => topic(at + 1, query));
  const entries = samplePapers(3).map((paper) => ({ paper, topics }));
  return topicDigest({ entries, topics, behind: [] }, about);
};
const reasonsOf = (...queries: readonly string[]) =>
  digestOf(...queries)
    .blocks.filter((block): block is Item => block.type === 'item')
    .map(({ badges }) => badges);
const long = (count: number) => Array.from({ length: count }, (_, at) => `paper -"${at} ${'y'.repeat(400)}"`);

describe('a digest', () => {
  it('tells of each paper all topics it is here for, and where it met them', () => {
    const five = ['paper', 'pap*', 'paper OR rag', 'paper -rag', 'paper -survey'];
    const [first] = reasonsOf(...five);
    expect(first).toEqual(five.map((query) => `${query}: title`));
  });

  it('gives many and long topics no more room than a paper has', () => {
    for (const badges of reasonsOf(...long(18))) {
      expect(badges.at(-1)).toBe('and 12 more topics');
      expect(badges.join(' · ').length).toBeLessThan(400);
    }
  });

  it('shows each query and a way to stop it below; one in full, many cut', () => {
    const [query = ''] = long(1);
    expect(digestOf(query).summary).toContain(`Topic 1: ${query}`);
    const many = digestOf(...long(18));
    expect(actionsOf(many.blocks.slice(-1)).map(({ label }) => label.slice(0, 5))).toEqual([
      ...Array.from({ length: 10 }, () => 'Stop '),
      'All t',
    ]);
    expect(many.blocks.at(-2)).toMatchObject({ spans: [{ text: 'and 8 more topics' }] });
    expect(JSON.stringify(many.blocks.at(-3)).length).toBeLessThan(2_000);
  });
});
