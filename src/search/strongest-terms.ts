import type { TermStatistics } from './term-statistics.js';

export interface WeightedTerm {
  readonly stem: string;
  /** What the term is asked for with; a scorer multiplies it by the term's idf. */
  readonly weight: number;
}

/** How far rare words are told from common ones: 1 would be BM25's own weight, 0 none at all. */
const RARENESS = 0.5;
const MOST_TERMS = 100;
/** So many of the terms that two papers share are named. */
export const MOST_SHARED = 8;

/**
 * The words a paper leans on, strongest first: count × idf^0.5, so that a word said often counts more than one that is merely rare.
 * Words that no other paper has are left out: they cannot connect two. Measured on query by example (`bench/RESULTS.md`).
 */
export function strongestTerms(
  counts: Iterable<readonly [stem: string, count: number]>,
  statistics: TermStatistics,
): readonly WeightedTerm[] {
  const weighted = [...counts].flatMap(([stem, count]) => {
    if (statistics.frequency(stem) < 2 || stem.length < 2) return [];
    const idf = statistics.idf(stem);
    return [{ stem, weight: count * idf ** (RARENESS - 1), strength: count * idf ** RARENESS }];
  });
  return weighted.sort((a, b) => b.strength - a.strength).slice(0, MOST_TERMS);
}
