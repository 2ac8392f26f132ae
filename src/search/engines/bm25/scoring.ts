import { findForm, findStem, formBit, frequencyOf, sizeOf, type TextIndex } from './text-index.js';

/** The numbers of the formula. */
export interface Shape {
  /** How soon a word that is repeated stops counting more. */
  readonly k1: number;
  /** How much long texts are held back, 0 to 1. */
  readonly b: number;
  /** How many times a word in a title counts. */
  readonly titleWeight: number;
  /** How much more a word counts that is written as it was asked for. */
  readonly exactBonus: number;
}

/**
 * BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004): the counts of the fields are weighted
 * and added before they saturate, and so are their lengths. k1 and b are the textbook's; the title's weight is the best of what was
 * measured on questions, claims and abstracts, and anything from 2 to 4 is as good.
 */
export const RANKING: Shape = { k1: 1.2, b: 0.75, titleWeight: 3, exactBonus: 0.1 };

/** A word to rank by. */
export interface RankingTerm {
  readonly stem: string;
  readonly exact?: string;
  readonly weight: number;
}

/** What the formula needs to know of all texts, wherever they are; lengths are averages. */
export interface Statistics {
  readonly texts: number;
  readonly titleLength: number;
  readonly abstractLength: number;
  frequency(stem: string): number;
}

export function statisticsOf(indexes: readonly TextIndex[]): Statistics {
  const texts = indexes.reduce((sum, index) => sum + sizeOf(index), 0);
  const titles = indexes.reduce((sum, index) => sum + titleLength(index), 0);
  const words = indexes.reduce((sum, index) => sum + index.tokens.length, 0);
  return {
    texts,
    titleLength: titles / Math.max(1, texts),
    abstractLength: (words - titles) / Math.max(1, texts),
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
export function lengthNorms(
  index: TextIndex,
  { k1, b, titleWeight }: Shape,
  averageLength: number,
): Float32Array {
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
  { k1, titleWeight, exactBonus }: Shape,
): void {
  const at = findStem(index, stem);
  if (at === undefined) return;
  const { holders, titleCounts, abstractCounts, formBits } = index;
  const form = exact === undefined ? undefined : findForm(index, at, exact);
  const bit = form === undefined ? 0 : formBit(index, form);
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

function titleLength(index: TextIndex): number {
  let length = 0;
  for (let text = 0; text < sizeOf(index); text++) {
    length += (index.abstractStarts[text] ?? 0) - (index.tokenStarts[text] ?? 0);
  }
  return length;
}
