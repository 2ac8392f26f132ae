import { type BitSet, countOf } from './bit-set.js';
import { countScores } from './score-counts.js';
import type { TopHits } from './top-hits.js';

/** Where the words of a query have fewer postings than this share of all papers, it is quicker to go through those than through the papers. */
const SPARSE = 0.3;

type Column = Float32Array | Float64Array;

/** What papers are sorted by, and what decides between equals. */
export interface SortKeys {
  readonly firsts: Column;
  readonly seconds: Column;
}

export interface Columns extends SortKeys {
  readonly scores: Float32Array;
}

/** Offers the papers of a set, and returns how many there are. */
export function offerFound(
  top: TopHits,
  segment: number,
  found: BitSet,
  { firsts, seconds }: Columns,
): number {
  for (let at = 0; at < found.length; at++) {
    for (let word = found[at] ?? 0; word !== 0; word &= word - 1) {
      const paper = (at << 5) + 31 - Math.clz32(word & -word);
      const first = firsts[paper] ?? 0;
      // What is unknown is NaN and never less.
      if (first < top.threshold) continue;
      top.offer(segment, paper, known(first), known(seconds[paper]));
    }
  }
  return countOf(found);
}

/** Offers every paper that has a score, and returns how many there are. */
export function offerScored(
  top: TopHits,
  segment: number,
  columns: Columns,
  holders: readonly Uint32Array[],
): number {
  const { scores, firsts, seconds } = columns;
  const postings = holders.reduce((sum, { length }) => sum + length, 0);
  if (postings < scores.length * SPARSE) return offerHolders(top, segment, columns, holders);
  const { scored, bound } = countScores(scores, top.most);
  let threshold = firsts === scores ? Math.max(bound, top.threshold) : top.threshold;
  for (let paper = 0; paper < scores.length; paper++) {
    const first = firsts[paper] ?? 0;
    if (first < threshold || scores[paper] === 0) continue;
    top.offer(segment, paper, known(first), known(seconds[paper]));
    threshold = Math.max(threshold, top.threshold);
  }
  return scored;
}

/** The same where few papers have a score: only these are looked at. Takes each score away, so that no paper is offered twice. */
function offerHolders(
  top: TopHits,
  segment: number,
  { scores, firsts, seconds }: Columns,
  holders: readonly Uint32Array[],
): number {
  let scored = 0;
  for (const papers of holders) {
    for (let at = 0; at < papers.length; at++) {
      const paper = papers[at] ?? 0;
      if (scores[paper] === 0) continue;
      scored++;
      const first = firsts[paper] ?? 0;
      if (!(first < top.threshold)) top.offer(segment, paper, known(first), known(seconds[paper]));
      scores[paper] = 0;
    }
  }
  return scored;
}

/** The unknown sorts last. */
function known(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}
