import type { ClauseWord } from '../../query/clause-words.js';
import type { Scorer } from './scorer.js';
import { findStem, MOST_GAP, type TextIndex } from './text-index.js';

/** As little as it is, it decides between papers that have the same words. */
const PAIR_BONUS = 0.15;

const UNSEEN = -1_000;

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

/** A pair, at the word that ends it: the place of the word before, and how far before it stands. */
interface Ending {
  readonly before: number;
  readonly distance: number;
  readonly worth: number;
  readonly number: number;
}

/** Reads papers of one index for pairs: what those that stand in a paper are worth together. */
export function pairReader(index: TextIndex, pairs: readonly Pair[]): (text: number) => number {
  const { tokens, tokenStarts, abstractStarts } = index;
  const known = pairs.flatMap(({ first, second, distance, worth }) => {
    const [a, b] = [findStem(index, first), findStem(index, second)];
    return a === undefined || b === undefined ? [] : [{ a, b, distance, worth }];
  });
  if (known.length === 0) return () => 0;
  const stems = [...new Set(known.flatMap(({ a, b }) => [a, b]))].slice(0, 255);
  const placeOf = new Map(stems.map((stem, at) => [stem, at + 1]));
  const places = placesOf(index, placeOf);
  const endingAt: Ending[][] = stems.map(() => []);
  for (const [number, { a, b, distance, worth }] of known.entries()) {
    const ending = { before: placeOf.get(a) ?? 0, distance, worth, number };
    endingAt[(placeOf.get(b) ?? 0) - 1]?.push(ending);
  }
  const lastSeen = new Int32Array(stems.length + 1);
  const lastFound = new Int32Array(known.length).fill(-1);
  return (text) => {
    lastSeen.fill(UNSEEN);
    let bonus = 0;
    let found = 0;
    let position = 0;
    const middle = abstractStarts[text] ?? 0;
    const end = tokenStarts[text + 1] ?? 0;
    for (let at = tokenStarts[text] ?? 0; at < end; at++) {
      if (at === middle) lastSeen.fill(UNSEEN);
      const token = tokens[at] ?? 0;
      position += token & MOST_GAP;
      const place = places[token >>> 8] ?? 0;
      if (place === 0) continue;
      for (const { before, distance, worth, number } of endingAt[place - 1] ?? []) {
        if (lastFound[number] === text || lastSeen[before] !== position - distance) continue;
        lastFound[number] = text;
        bonus += worth;
        found++;
      }
      if (found === known.length) break;
      lastSeen[place] = position;
    }
    return bonus;
  };
}

interface Places {
  /** By form. */
  readonly table: Uint8Array;
  stems: readonly number[];
}

const allPlaces = new WeakMap<TextIndex, Places>();

/** Forms of the query's words have a place of their own; all others are passed over by one look into a table, which is used again. */
function placesOf(index: TextIndex, placeOf: ReadonlyMap<number, number>): Uint8Array {
  const places = allPlaces.get(index) ?? { table: new Uint8Array(index.formStems.length), stems: [] };
  allPlaces.set(index, places);
  const mark = (stem: number, place: number) =>
    places.table.fill(place, index.formStarts[stem], index.formStarts[stem + 1]);
  for (const stem of places.stems) mark(stem, 0);
  for (const [stem, place] of placeOf) mark(stem, place);
  places.stems = [...placeOf.keys()];
  return places.table;
}
