import { findForm, findStem, formBit, frequencyOf, sizeOf, type TextIndex } from './text-index.js';

/**
 * BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004): the counts of the fields are weighted
 * and added before they saturate, and so are their lengths. k1 and b are the textbook's; see `tuning` in the tests for where the rest is from.
 */
export const RANKING = {
  k1: 1.2,
  b: 0.75,
  titleWeight: 3,
  /** How much more a word counts that is written as it was asked for. */
  exactBonus: 0.15,
  /** How much more two words count that stand together as they do in the query. */
  pairBonus: 0.3,
};

/** A word to rank by. */
export interface RankingTerm {
  readonly stem: string;
  readonly exact?: string;
  readonly weight: number;
}

/** What the formula needs to know of all texts, wherever they are. */
export interface Statistics {
  readonly texts: number;
  readonly averageLength: number;
  frequency(stem: string): number;
}

export function statisticsOf(indexes: readonly TextIndex[]): Statistics {
  const texts = indexes.reduce((sum, index) => sum + sizeOf(index), 0);
  const length = indexes.reduce((sum, index) => sum + totalLength(index), 0);
  return {
    texts,
    averageLength: length / Math.max(1, texts),
    frequency(stem) {
      let frequency = 0;
      for (const index of indexes) {
        const at = findStem(index, stem);
        if (at !== undefined) frequency += frequencyOf(index, at);
      }
      return frequency;
    },
  };
}

/** Robertson and Spärck Jones' weight, with one added inside the logarithm so that common words never count against a text. */
export function inverseFrequency(frequency: number, texts: number): number {
  return Math.log(1 + (texts - frequency + 0.5) / (frequency + 0.5));
}

/** The part of the formula's denominator that depends on the text alone. */
export function lengthNorms(index: TextIndex, averageLength: number): Float32Array {
  const { k1, b, titleWeight } = RANKING;
  const norms = new Float32Array(sizeOf(index));
  for (let text = 0; text < norms.length; text++) {
    const start = index.tokenStarts[text] ?? 0;
    const middle = index.abstractStarts[text] ?? 0;
    const length = titleWeight * (middle - start) + ((index.tokenStarts[text + 1] ?? 0) - middle);
    norms[text] = k1 * (1 - b + (b * length) / Math.max(1, averageLength));
  }
  return norms;
}

/** Adds to the score of every text what a term is worth in it. */
export function addTerm(
  index: TextIndex,
  norms: Float32Array,
  scores: Float32Array,
  { stem, exact }: RankingTerm,
  worth: number,
): void {
  const at = findStem(index, stem);
  if (at === undefined) return;
  const { holders, titleCounts, abstractCounts, formBits } = index;
  const form = exact === undefined ? undefined : findForm(index, at, exact);
  const bit = form === undefined ? 0 : formBit(index, form);
  const { k1, titleWeight, exactBonus } = RANKING;
  const full = worth * (k1 + 1);
  const more = full * (1 + exactBonus);
  const end = index.postingStarts[at + 1] ?? 0;
  for (let posting = index.postingStarts[at] ?? 0; posting < end; posting++) {
    const text = holders[posting] ?? 0;
    const count = titleWeight * (titleCounts[posting] ?? 0) + (abstractCounts[posting] ?? 0);
    const top = ((formBits[posting] ?? 0) & bit) === 0 ? full : more;
    scores[text] = (scores[text] ?? 0) + (top * count) / (count + (norms[text] ?? 0));
  }
}

function totalLength(index: TextIndex): number {
  let titles = 0;
  for (let text = 0; text < sizeOf(index); text++) {
    titles += (index.abstractStarts[text] ?? 0) - (index.tokenStarts[text] ?? 0);
  }
  return index.tokens.length + (RANKING.titleWeight - 1) * titles;
}
