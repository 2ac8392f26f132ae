import type { Paper } from '../peers/peer.js';
import type { Ask } from './job.js';
import { createRandom } from './random.js';

/** The kinds of queries that every engine is asked, and how many words each has. */
export const SEARCHES = [
  { kind: 'short', words: 2 },
  { kind: 'medium', words: 5 },
  { kind: 'long', words: 40 },
] as const;

export interface Draw {
  readonly seed: number;
  /** How many of each kind. */
  readonly each: number;
}

/**
 * The same queries for the same papers and seed: short and medium ones are words of a title in their order, without the shortest words; long
 * ones stretches of an abstract as they stand.
 */
export function drawSearches(papers: readonly Paper[], { seed, each }: Draw): readonly Ask[] {
  return SEARCHES.flatMap(({ kind, words }) => {
    const random = createRandom(seed + words);
    const suited = papers.map((paper) => wordsOf(paper, kind)).filter((found) => found.length >= words);
    if (suited.length === 0) return [];
    return Array.from({ length: each }, (_, index): Ask => {
      const from = drawn(suited, random) ?? [];
      const start = Math.floor(random() * (from.length - words + 1));
      const text = from.slice(start, start + words).join(' ');
      return { id: `${kind}-${index}`, kind, way: 'search', text };
    });
  });
}

/** Papers to find the like of, and the first 2 to 5 letters of words of titles: what only our engines are asked. */
export function drawOwnAsks(papers: readonly Paper[], { seed, each }: Draw): readonly Ask[] {
  const random = createRandom(seed);
  const titled = papers.filter((paper) => wordsOf(paper, 'short').length > 0);
  return Array.from({ length: each }, (_, index) => index).flatMap((index): readonly Ask[] => {
    const paper = drawn(titled, random);
    const word = paper && drawn(wordsOf(paper, 'short'), random);
    if (paper === undefined || word === undefined) return [];
    const beginning = word.toLowerCase().slice(0, 2 + Math.floor(random() * 4));
    return [
      { id: `similar-${index}`, kind: 'similar', way: 'similar', text: paper.title, paper: paper.id },
      { id: `suggest-${index}`, kind: 'suggest', way: 'suggest', text: beginning },
    ];
  });
}

function drawn<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

function wordsOf({ title, abstract }: Paper, kind: (typeof SEARCHES)[number]['kind']): readonly string[] {
  if (kind === 'long') return abstract.match(/[\p{L}\p{N}]+/gu) ?? [];
  return title.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
}
