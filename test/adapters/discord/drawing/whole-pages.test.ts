import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIST_LIMITS } from '../../../../src/adapters/discord/limits.js';
import { createReply, type Reply } from '../../../../src/core/reply.js';
import { splitReply } from '../../../../src/delivery/split.js';
import { type Paper, paperSchema } from '../../../../src/papers/paper.js';
import { dailyList } from '../../../../src/presenters/daily-list.js';
import { pager, paperCards, similarCards } from '../../../../src/presenters/paper-list.js';
import { topicDigest } from '../../../../src/presenters/topic-digest.js';
import { harmIn, shownMessage } from './shown-message.js';

const PAGE = 25;
const seed = readFileSync(new URL('../../../../data/papers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(0, PAGE)
  .map((line) => paperSchema.parse(JSON.parse(line)));
const papersOf = (more: (at: number) => Partial<Paper>): readonly Paper[] =>
  seed.map((paper, at) => ({ ...paper, id: `2605.${10_000 + at}`, ...more(at) }));

const PAPERS: Readonly<Record<string, readonly Paper[]>> = {
  'of the seed': seed,
  'as Hugging Face brings them': papersOf((at) => ({
    url: `https://huggingface.co/papers/2605.${10_000 + at}`,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2605.${10_000 + at}.png`,
    authors: ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Edsger Dijkstra'],
    publishedAt: '2026-05-21',
    ...{ upvotes: 128, githubStars: 1_024 },
  })),
  'with all that takes room': papersOf((at) => ({
    title: `${at} ${'*@everyone_[x](y) '.repeat(20)}`.slice(0, 300),
    abstract: '`|~'.repeat(3_000),
    url: `https://a.example/${at}/${'('.repeat(600)}${'x'.repeat(1_370)}`,
    thumbnail: `https://a.example/${'x'.repeat(1_980)}`,
    authors: Array.from({ length: 3_000 }, () => '_'.repeat(500)),
    organization: '>'.repeat(300),
    ...{ upvotes: 1_000_000_000, comments: 1_000_000_000, githubStars: 1_000_000_000 },
  })),
};
const query = '*"(_)" '.repeat(70);
const pages = pager({ page: 7, limit: PAGE, total: 25_000, command: 'search', options: { query } });
const late = {
  type: 'notice',
  level: 'warning',
  text: 'Hugging Face is late: nothing new since 21 May.',
} as const;
const topics = Array.from({ length: 10 }, (_, at) => ({
  ...{ id: at, number: at + 1, query, size: PAGE },
  ...({ every: 'day', weekday: 'mon', days: 'all' } as const),
}));
const about = { date: '2026-05-21', now: new Date('2026-05-21T09:00:00Z') };

/** Whatever shows a whole page; in channels a list may be several messages. */
const ANSWERS: Readonly<Record<string, (papers: readonly Paper[]) => readonly Reply[]>> = {
  'a search': (papers) => [
    createReply([
      { type: 'heading', text: `9,999 papers for ${query}` },
      late,
      ...paperCards(papers),
      ...pages,
    ]),
  ],
  'a trending list, with both sources late': (papers) => [
    createReply([{ type: 'heading', text: query }, late, late, ...paperCards(papers), ...pages]),
  ],
  'what is similar': (papers) => [
    createReply([
      { type: 'heading', text: query },
      ...similarCards(papers.map((paper) => ({ paper, shared: ['a'] }))),
    ]),
  ],
  'a daily list as one message': (papers) => [dailyList({ date: '2026-05-21', papers, query })],
  'a daily list as it is posted': (papers) =>
    splitReply(dailyList({ date: '2026-05-21', papers, query }), LIST_LIMITS).map(({ reply }) => reply),
  'a digest as it is posted': (papers) =>
    splitReply(
      topicDigest({ entries: papers.map((paper) => ({ paper, topics })), topics, behind: papers }, about),
      LIST_LIMITS,
    ).map(({ reply }) => reply),
};

describe.each(Object.entries(PAPERS))(`${PAGE} papers %s`, (_, papers) => {
  it.each(Object.entries(ANSWERS))(
    'are all there in %s, each by its title, with its abstract and what is similar',
    (_name, answer) => {
      const messages = answer(papers).map(shownMessage);
      const texts = messages.flatMap((message) => message.texts);
      expect(texts.join('\n')).not.toMatch(/\+\d+ more/);
      expect(texts.flatMap(harmIn)).toEqual([]);
      const tokens = messages.flatMap((message) => message.tokens);
      for (const { id } of papers)
        expect(tokens).toEqual(expect.arrayContaining([`v1:show:paper=${id}`, `v1:similar:paper=${id}`]));
      // Titles of the worst kind are cut; that of each paper begins with a word of its own.
      const shown = texts.join('\n').replaceAll('\\', '');
      for (const { title } of papers) expect(shown).toContain(title.slice(0, 12));
    },
  );
});
