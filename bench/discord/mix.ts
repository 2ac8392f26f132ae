import { parseQuery } from '../../src/search/query/parse.js';
import { drawSearches } from '../search/drawn-queries.js';
import { createRandom } from '../search/random.js';
import type { Titled } from './daily-papers.js';

/** What people do, and how often in a hundred. */
export const MIX = {
  search: 40,
  show: 12,
  similar: 8,
  trending: 10,
  help: 5,
  button: 10,
  typing: 15,
} as const;
export type Kind = keyof typeof MIX;

export interface Wish {
  readonly kind: Kind;
  /** The subcommand with its options, as Discord sends it; a button that somebody presses is taken from an answer. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** A word that the answer has to hold, in lower case. */
  readonly expected: string;
}

const PERIODS = ['day', 'week', 'month'];
const TOPICS = ['help', 'search', 'query', 'trending', 'daily', 'subscribe'];
const [SUBCOMMAND, TEXT] = [1, 3];

/** The wishes of very many people in the order in which they come, the same ones for the same papers. */
export function drawWishes(papers: readonly Titled[], count: number): readonly Wish[] {
  const random = createRandom(23);
  const searches = drawSearches(papers, { seed: 11, each: count });
  // Words that are too common to be searched for are answered with advice, and are not what is measured.
  const texts = searches
    .filter(({ kind, text }) => kind !== 'long' && text.split(' ').every((word) => parseQuery(word).ok))
    .map(({ text }) => text);
  const kinds = Object.entries(MIX).flatMap(([kind, share]) => Array<Kind>(share).fill(kind as Kind));
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, () =>
    toWish(one(kinds), { text: one(texts), paper: one(papers), random, one }),
  );
}

interface Drawn {
  readonly text: string;
  readonly paper: Titled;
  readonly random: () => number;
  readonly one: <Item>(items: readonly Item[]) => Item;
}

function toWish(kind: Kind, { text, paper, random, one }: Drawn): Wish {
  const [word = ''] = text.toLowerCase().split(' ');
  switch (kind) {
    case 'search':
      return { kind, data: line('search', { query: asTyped(text, random()) }), expected: 'paper' };
    case 'show':
      return { kind, data: line('show', { paper: asNamed(paper, random()) }), expected: paper.id };
    case 'similar':
      return { kind, data: line('similar', { paper: asNamed(paper, random()) }), expected: 'like' };
    case 'trending':
      return { kind, data: line('trending', { period: one(PERIODS) }), expected: 'trending' };
    case 'help':
      return { kind, data: line('help', { command: one(TOPICS) }), expected: '' };
    case 'button':
      return { kind, expected: 'paper' };
    case 'typing':
      return { kind, data: typing(word.slice(0, 2 + Math.floor(random() * 5))), expected: '' };
  }
}

/** Most people type words; some know the language of queries. */
function asTyped(text: string, dice: number): string {
  if (dice < 0.8) return text;
  const [first = '', second = ''] = text.split(' ');
  if (dice < 0.87) return first;
  if (dice < 0.92) return `title:${first}`;
  return dice < 0.96 ? `${first} OR ${second}` : `${first} -zebra since:2024-01`;
}

function asNamed({ id, title }: Titled, dice: number): string {
  if (dice < 0.5) return id;
  return dice < 0.75 ? `https://arxiv.org/abs/${id}` : title.slice(0, 100);
}

function line(command: string, options: Readonly<Record<string, string>>) {
  const given = Object.entries(options).map(([name, value]) => ({ name, type: TEXT, value }));
  return root([{ name: command, type: SUBCOMMAND, options: given }]);
}

function typing(text: string) {
  const options = [{ name: 'query', type: TEXT, value: text, focused: true }];
  return root([{ name: 'search', type: SUBCOMMAND, options }]);
}

function root(options: readonly unknown[]) {
  return { id: '1400000000000000001', name: 'papers', type: 1, options };
}
