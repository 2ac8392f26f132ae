import type { DocumentTerms } from './document-terms.js';

export interface WeightedTerm {
  readonly stem: string;
  /** Between 0 and 1; the strongest term of a paper has 1. */
  readonly weight: number;
}

const MOST_TERMS = 20;

/**
 * The words a paper leans on, strongest first: TF-IDF with a logarithmic term frequency, tf = 1 + ln(count), and
 * idf = ln(1 + (N - df + 0.5) / (df + 0.5)), BM25's. Words that no other paper has are left out: they cannot connect two.
 */
export function strongestTerms(
  terms: DocumentTerms,
  frequencies: ReadonlyMap<string, number>,
  papers: number,
): readonly WeightedTerm[] {
  const weighted = [...terms].flatMap(([stem, { positions }]) => {
    const frequency = frequencies.get(stem) ?? 0;
    if (frequency < 2 || stem.length < 2) return [];
    const idf = Math.log(1 + (papers - frequency + 0.5) / (frequency + 0.5));
    return [{ stem, weight: (1 + Math.log(positions.length)) * idf }];
  });
  const strongest = weighted.sort((a, b) => b.weight - a.weight).slice(0, MOST_TERMS);
  const most = strongest[0]?.weight ?? 1;
  return strongest.map(({ stem, weight }) => ({ stem, weight: weight / most }));
}
