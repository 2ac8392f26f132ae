import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/core/reply.js';
import { suspensionNotice } from '../../src/presenters/suspension-notice.js';

const about = { place: '#papers', reason: 'It is archived.' };
const topics = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: at + 7, number: at + 1, query: `topic ${at + 1}` }));
const labels = (count: number) =>
  actionsOf(suspensionNotice({ ...about, topics: topics(count) }).blocks).map(({ label }) => label);

describe('the notice of a place that takes no messages', () => {
  it('says why, and how it comes back', () => {
    const { summary } = suspensionNotice({ ...about, topics: [] });
    expect(summary).toContain('What you have set up in #papers cannot be posted: It is archived.');
    expect(summary).toContain('`daily resume`');
    expect(labels(0)).toEqual([]);
  });

  it('names the topics that come there, each with a way to stop it', () => {
    expect(suspensionNotice({ ...about, topics: topics(2) }).summary).toContain('Topic 2: topic 2');
    expect(labels(2)).toEqual(['Stop topic 1', 'Stop topic 2']);
  });

  it('leaves many of them to their list', () => {
    expect(labels(6)).toHaveLength(6);
    expect(labels(6).at(-1)).toBe('All topics');
  });
});
