import type { ClauseWord } from './clause-words.js';
import type { Scorer } from './scorer.js';
import { findStem, MOST_GAP, type TextIndex } from './text-index.js';

/** As little as it is, it decides between papers that have the same words. */
const PAIR_BONUS = 0.15;

/** Two words that follow each other in the query, and what it is worth when they do so in a paper. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly distance: number;
  readonly worth: number;
}

/**
 * The neighbours in a query. Words that stand together mean more than the same words apart (the ordered windows of Metzler and Croft,
 * "A Markov random field model for term dependencies", 2005).
 */
export function pairsOf(words: readonly ClauseWord[], { idf }: Scorer): readonly Pair[] {
  return words.slice(1).flatMap((second, at) => {
    const first = words[at];
    const distance = first === undefined ? 0 : second.offset - first.offset;
    if (first === undefined || distance < 1 || distance > 3) return [];
    const worth = PAIR_BONUS * Math.min(idf(first.stem), idf(second.stem));
    return [{ first: first.stem, second: second.stem, distance, worth }];
  });
}

/** Reads papers of one index for pairs. */
export function pairReader(index: TextIndex, pairs: readonly Pair[]): (text: number) => number {
  const { tokens, formStems } = index;
  const known = pairs.flatMap(({ first, second, distance, worth }) => {
    const [a, b] = [findStem(index, first), findStem(index, second)];
    return a === undefined || b === undefined ? [] : [{ a, b, distance, worth }];
  });
  // Only words of the query are looked at closer; all others are passed over by one look into this table.
  const wanted = new Uint8Array(known.length === 0 ? 0 : index.formStarts.length);
  for (const { a, b } of known) wanted[a] = wanted[b] = 1;
  const lastSeen = new Map<number, number>();
  return (text) => {
    if (known.length === 0) return 0;
    lastSeen.clear();
    const found = new Set<number>();
    let position = 0;
    const middle = index.abstractStarts[text] ?? 0;
    const end = index.tokenStarts[text + 1] ?? 0;
    for (let at = index.tokenStarts[text] ?? 0; at < end; at++) {
      // Fields are kept apart by a jump.
      if (at === middle) position += 100;
      const token = tokens[at] ?? 0;
      position += token & MOST_GAP;
      const stem = formStems[token >>> 8] ?? -1;
      if (wanted[stem] !== 1) continue;
      for (const [number, { a, b, distance }] of known.entries()) {
        if (b === stem && lastSeen.get(a) === position - distance) found.add(number);
      }
      lastSeen.set(stem, position);
    }
    let bonus = 0;
    for (const number of found) bonus += known[number]?.worth ?? 0;
    return bonus;
  };
}
