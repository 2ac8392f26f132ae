import { FILLER, MOST_GAP, type TextIndex } from './text-index.js';

export type FieldRange = 'any' | 'title' | 'abstract';

/** A stem of an index (-1 when it has none) and how far behind the first of its phrase it stands. */
export interface PlacedStem {
  readonly stem: number;
  readonly offset: number;
}

/** Whether a text holds stems at their distances, all in one field. */
export function rowHasPhrase(
  index: TextIndex,
  text: number,
  phrase: readonly PlacedStem[],
  field: FieldRange,
): boolean {
  return spansOf(index, text, field).some(([start, end]) => spanHasPhrase(index, start, end, phrase));
}

/** Whether a text holds an unstemmed word. */
export function rowHasForm(index: TextIndex, text: number, form: number, field: FieldRange): boolean {
  const { tokens, tokenStarts, abstractStarts } = index;
  const start = (field === 'abstract' ? abstractStarts : tokenStarts)[text] ?? 0;
  const end = (field === 'title' ? abstractStarts[text] : tokenStarts[text + 1]) ?? 0;
  for (let at = start; at < end; at++) if ((tokens[at] ?? 0) >>> 8 === form) return true;
  return false;
}

type Span = readonly [start: number, end: number];

function spansOf(index: TextIndex, text: number, field: FieldRange): readonly Span[] {
  const start = index.tokenStarts[text] ?? 0;
  const middle = index.abstractStarts[text] ?? 0;
  const end = index.tokenStarts[text + 1] ?? 0;
  if (field === 'title') return [[start, middle]];
  if (field === 'abstract') return [[middle, end]];
  return [
    [start, middle],
    [middle, end],
  ];
}

function spanHasPhrase(
  index: TextIndex,
  start: number,
  end: number,
  [first, ...others]: readonly PlacedStem[],
): boolean {
  if (first === undefined) return false;
  const { tokens, formStarts } = index;
  const low = formStarts[first.stem] ?? 0;
  const high = formStarts[first.stem + 1] ?? 0;
  let position = 0;
  for (let at = start; at < end; at++) {
    const token = tokens[at] ?? 0;
    position += token & MOST_GAP;
    const form = token >>> 8;
    if (form < low || form >= high) continue;
    const here = position;
    if (others.every((other) => stands(index, at, end, here, other, here + other.offset))) return true;
  }
  return false;
}

/** Whether a stem stands at a position of a span that is read from a known place on. */
function stands(
  { tokens, formStarts }: TextIndex,
  from: number,
  end: number,
  position: number,
  { stem }: PlacedStem,
  wanted: number,
): boolean {
  const low = formStarts[stem] ?? 0;
  const high = formStarts[stem + 1] ?? 0;
  let here = position;
  for (let at = from; at < end && here <= wanted; ) {
    const form = (tokens[at] ?? 0) >>> 8;
    if (here === wanted && form !== FILLER && form >= low && form < high) return true;
    at++;
    here += (tokens[at] ?? 0) & MOST_GAP;
  }
  return false;
}
