import type { Paper } from '../peers/peer.js';
import type { Ask } from './job.js';
import { createRandom } from './random.js';

const SEED = 7;
const EACH = 300;

/** The kinds of queries, and how many words each has. */
export const KINDS = [
  { kind: 'short', words: 2 },
  { kind: 'medium', words: 5 },
  { kind: 'long', words: 40 },
] as const;

/**
 * The same queries for the same papers: short and medium ones are words of a title in their order, without the shortest words; long ones
 * stretches of an abstract as they stand.
 */
export function drawQueries(papers: readonly Paper[]): Ask[] {
  return KINDS.flatMap(({ kind, words }) => {
    const random = createRandom(SEED + words);
    const suited = papers.map((paper) => wordsOf(paper, kind)).filter((found) => found.length >= words);
    if (suited.length === 0) return [];
    return Array.from({ length: EACH }, (_, index) => {
      const from = suited[Math.floor(random() * suited.length)] ?? [];
      const start = Math.floor(random() * (from.length - words + 1));
      return { id: `${kind}-${index}`, kind, text: from.slice(start, start + words).join(' ') };
    });
  });
}

function wordsOf({ title, abstract }: Paper, kind: (typeof KINDS)[number]['kind']): readonly string[] {
  if (kind === 'long') return abstract.match(/[\p{L}\p{N}]+/gu) ?? [];
  return title.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
}
