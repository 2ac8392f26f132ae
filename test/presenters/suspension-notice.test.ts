import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/core/reply.js';
import { suspensionNotice } from '../../src/presenters/suspension-notice.js';

const about = { place: '#papers', reason: 'It is archived.', gone: false };
const topics = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: at + 7, number: at + 1, query: `topic ${at + 1}` }));
const labels = (count: number) =>
  actionsOf(suspensionNotice({ ...about, topics: topics(count) }).blocks).map(({ label }) => label);

describe('the notice of a place that takes no messages', () => {
  it('says why, and how it comes back', () => {
    const { summary } = suspensionNotice({ ...about, topics: [] });
    expect(summary).toContain('What you have set up in #papers cannot be posted: It is archived.');
    expect(summary).toContain('daily resume there');
    expect(labels(0)).toEqual([]);
  });

  it('does not promise that what is gone comes back, nor send anybody there', () => {
    const { summary } = suspensionNotice({
      ...about,
      reason: 'It no longer exists.',
      gone: true,
      topics: [],
    });
    expect(summary).not.toMatch(/comes back|daily resume|mended/);
    expect(summary).toContain('daily on starts a list in another channel');
  });

  it.each([true, false])('shows its commands as such, gone or not (%s)', (gone) => {
    const advice = suspensionNotice({ ...about, gone, topics: [] }).blocks[1];
    if (advice?.type !== 'text') expect.fail('there is no advice');
    expect(advice.spans).toContainEqual({ text: gone ? 'daily on' : 'daily resume', style: 'code' });
    for (const { text } of advice.spans) expect(text).not.toContain('`');
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
