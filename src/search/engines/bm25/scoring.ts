import {
  areFew,
  findForm,
  findPosting,
  findStem,
  formBit,
  frequencyOf,
  sizeOf,
  type TextIndex,
} from './text-index.js';

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

/** Adds to the scores what a term is worth: to those of all texts, or at least to those of some, by their numbers. */
export function addTerm(
  index: TextIndex,
  norms: Float32Array,
  scores: Float32Array,
  term: RankingTerm,
  worth: number,
  shape: Shape,
  some?: readonly number[],
): void {
  const stem = findStem(index, term.stem);
  if (stem === undefined) return;
  const gains = gainsOf(index, stem, term.exact, worth, shape);
  const { holders } = index;
  if (some !== undefined && areFew(index, stem, some.length)) {
    for (const text of some) {
      const posting = findPosting(index, stem, text);
      if (posting !== undefined) scores[text] = (scores[text] ?? 0) + gain(gains, posting, norms[text] ?? 0);
    }
    return;
  }
  const end = index.postingStarts[stem + 1] ?? 0;
  for (let posting = index.postingStarts[stem] ?? 0; posting < end; posting++) {
    const text = holders[posting] ?? 0;
    scores[text] = (scores[text] ?? 0) + gain(gains, posting, norms[text] ?? 0);
  }
}

/** The papers that hold each of some terms. */
export function holdersOf(index: TextIndex, terms: readonly RankingTerm[]): readonly Uint32Array[] {
  return terms.flatMap((term) => {
    const stem = findStem(index, term.stem);
    return stem === undefined
      ? []
      : [index.holders.subarray(index.postingStarts[stem], index.postingStarts[stem + 1])];
  });
}

/** What the formula needs to know of one term. */
interface Gains {
  readonly titleCounts: Uint8Array;
  readonly abstractCounts: Uint8Array;
  readonly formBits: Uint8Array;
  readonly titleWeight: number;
  /** Where in the form bits it stands whether a text has the term as it is written. */
  readonly shift: number;
  /** What the term is worth at most: in another form, and in this one. */
  readonly tops: readonly [number, number];
}

function gainsOf(
  index: TextIndex,
  stem: number,
  exact: string | undefined,
  worth: number,
  { k1, titleWeight, exactBonus }: Shape,
): Gains {
  const { titleCounts, abstractCounts, formBits } = index;
  const form = exact === undefined ? undefined : findForm(index, stem, exact);
  const bit = form === undefined ? 0 : formBit(index, form);
  const full = worth * (k1 + 1);
  const tops = [full, bit === 0 ? full : full * (1 + exactBonus)] as const;
  return { titleCounts, abstractCounts, formBits, titleWeight, shift: 31 - Math.clz32(bit | 1), tops };
}

function gain(
  { titleCounts, abstractCounts, formBits, titleWeight, shift, tops }: Gains,
  posting: number,
  norm: number,
): number {
  const count = titleWeight * (titleCounts[posting] ?? 0) + (abstractCounts[posting] ?? 0);
  // A look into a table, because the processor would guess wrong as often as right.
  const top = tops[((formBits[posting] ?? 0) >>> shift) & 1] ?? 0;
  return (top * count) / (count + norm);
}

function titleLength(index: TextIndex): number {
  let length = 0;
  for (let text = 0; text < sizeOf(index); text++) {
    length += (index.abstractStarts[text] ?? 0) - (index.tokenStarts[text] ?? 0);
  }
  return length;
}
