import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanSpans, flatten, spanStretch } from '../../../../src/adapters/discord/drawing/spans.js';
import { createReply, type Reply } from '../../../../src/core/reply.js';
import { cleanText } from '../../../../src/core/safe-text.js';
import { type Paper, paperSchema } from '../../../../src/papers/paper.js';
import { dailyList } from '../../../../src/presenters/daily-list.js';
import { pager, paperCards, similarCards } from '../../../../src/presenters/paper-list.js';
import { paperPage } from '../../../../src/presenters/paper-page.js';
import { topicDigest } from '../../../../src/presenters/topic-digest.js';
import { parseQuery } from '../../../../src/search/query/parse.js';
import { hostilePaper, hostilePapers } from './hostile-papers.js';
import { readMarkdown } from './markdown-reader.js';
import { harmIn, shownMessage } from './shown-message.js';

const seed = readFileSync(new URL('../../../../data/papers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => paperSchema.parse(JSON.parse(line)));
const POOL: readonly Paper[] = [...seed, ...hostilePapers(300)];
const parsed = parseQuery('deep learning OR everyone');
const query = parsed.ok ? parsed.query : expect.fail('not read');
const about = { date: '2026-05-21', now: new Date('2026-05-21T09:00:00Z') };
const topics = ['deep', '"@everyone" OR x'].map((query, at) => ({
  ...{ id: at, number: at + 1, query, size: 10 },
  ...({ every: 'day', weekday: 'mon', days: 'all' } as const),
}));

/** The answers that show some papers, in every form a card has. */
const ANSWERS: Readonly<Record<string, (papers: readonly Paper[]) => Reply>> = {
  'a list': (papers) =>
    createReply([
      { type: 'heading', text: `${papers.length} papers for @everyone` },
      ...paperCards(papers, { query }),
      ...pager({ page: 2, limit: 25, total: 999, command: 'search', options: { query: 'x' } }),
    ]),
  'what is similar': (papers) =>
    createReply(similarCards(papers.map((paper) => ({ paper, shared: [paper.title, '<@1>'] })))),
  'a daily list': (papers) => dailyList({ date: '2026-05-21', papers, query: '@here' }),
  'a digest': (papers) =>
    topicDigest({ entries: papers.map((paper) => ({ paper, topics })), topics, behind: papers }, about),
  pages: (papers) => createReply(papers.flatMap(paperPage)),
};

describe.each(Object.entries(ANSWERS))('%s', (_, answer) => {
  const harmless = (papers: readonly Paper[]) => {
    const { texts } = shownMessage(answer(papers));
    expect(texts.flatMap(harmIn)).toEqual([]);
  };

  it('of each paper of the seed, and of 300 hostile ones, does no harm and is within every limit', {
    timeout: 60_000,
  }, () => {
    for (const paper of POOL) harmless([paper]);
  });

  it('of any of them together does neither', { timeout: 60_000 }, () => {
    const some = fc.array(fc.oneof(fc.constantFrom(...POOL), hostilePaper), { minLength: 2, maxLength: 30 });
    fc.assert(fc.property(some, harmless), { numRuns: 40, seed: 1 });
  });
});

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('a text that is cut', () => {
  it('ends between two signs of what it was, within its length, and says so', { timeout: 60_000 }, () => {
    const whole = fc
      .constantFrom(...POOL)
      .chain(({ title, abstract = '' }) => fc.constantFrom(title, abstract));
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 400 }), (text, most) => {
        const spans = cleanSpans(flatten([{ text: text.slice(0, 2_000) }]));
        const source = spans.map((span) => span.text).join('');
        const stretch = spanStretch(spans, { rank: 'body', least: 0, stays: false });
        const shown = stretch.write(most);
        expect(shown.length).toBeLessThanOrEqual(most);
        const { visible, live } = readMarkdown(shown);
        expect(live).toEqual([]);
        if (most >= stretch.cost) {
          expect(visible).toBe(source.trim());
          return;
        }
        expect(visible.endsWith('…')).toBe(true);
        const kept = visible.slice(0, -1);
        const start = source.length - source.trimStart().length;
        expect(source.startsWith(kept, start)).toBe(true);
        const end = start + kept.length;
        if (end < source.length) expect(GRAPHEMES.segment(source).containing(end)?.index).toBe(end);
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });

  it('is still itself: cleaned before, it is not changed by being escaped', () => {
    for (const { title } of POOL) expect(cleanText(cleanText(title))).toBe(cleanText(title));
  });
});
