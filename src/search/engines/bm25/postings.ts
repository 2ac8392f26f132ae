import { accumulate } from './numbering.js';
import { FILLER, SHARED_BIT, type TextIndex } from './text-index.js';
import type { Vocabulary } from './vocabulary.js';

/** The part of an index that is the texts themselves. */
export type Rows = Pick<TextIndex, 'tokens' | 'tokenStarts' | 'abstractStarts'>;
export type Postings = Omit<TextIndex, keyof Vocabulary | keyof Rows>;

/** Rest after so many texts. */
const STRIDE = 32;

/** Lists for every stem the texts that hold it: counts first, then fills. */
export function* invert(words: Vocabulary, rows: Rows): Generator<void, Postings> {
  const counts = yield* countHolders(words, rows);
  return { ...counts, ...(yield* fillPostings(words, rows, counts.postingStarts)) };
}

type HolderCounts = Pick<Postings, 'postingStarts' | 'formCounts'>;

function* countHolders(
  { formStems, formStarts }: Vocabulary,
  { tokens, tokenStarts, abstractStarts }: Rows,
): Generator<void, HolderCounts> {
  const stemCount = formStarts.length - 1;
  const postingStarts = new Uint32Array(stemCount + 1);
  const formCounts = new Uint32Array(formStems.length);
  const lastOfStem = new Int32Array(stemCount).fill(-1);
  const lastOfForm = new Int32Array(formStems.length).fill(-1);
  for (let text = 0; text < abstractStarts.length; text++) {
    const end = tokenStarts[text + 1] ?? 0;
    for (let at = tokenStarts[text] ?? 0; at < end; at++) {
      const form = (tokens[at] ?? 0) >>> 8;
      if (form === FILLER || lastOfForm[form] === text) continue;
      lastOfForm[form] = text;
      formCounts[form] = (formCounts[form] ?? 0) + 1;
      const stem = formStems[form] ?? 0;
      if (lastOfStem[stem] === text) continue;
      lastOfStem[stem] = text;
      postingStarts[stem + 1] = (postingStarts[stem + 1] ?? 0) + 1;
    }
    if (text % STRIDE === 0) yield;
  }
  accumulate(postingStarts);
  yield;
  return { postingStarts, formCounts };
}

function* fillPostings(
  { formStems, formStarts }: Vocabulary,
  { tokens, tokenStarts, abstractStarts }: Rows,
  postingStarts: Uint32Array,
): Generator<void, Omit<Postings, keyof HolderCounts>> {
  const size = postingStarts.at(-1) ?? 0;
  const holders = new Uint32Array(size);
  const titleCounts = new Uint8Array(size);
  const abstractCounts = new Uint8Array(size);
  const formBits = new Uint8Array(size);
  yield;
  const next = postingStarts.slice();
  const lastOfStem = new Int32Array(postingStarts.length - 1).fill(-1);
  for (let text = 0; text < abstractStarts.length; text++) {
    const end = tokenStarts[text + 1] ?? 0;
    const abstractStart = abstractStarts[text] ?? 0;
    for (let at = tokenStarts[text] ?? 0; at < end; at++) {
      const form = (tokens[at] ?? 0) >>> 8;
      if (form === FILLER) continue;
      const stem = formStems[form] ?? 0;
      if (lastOfStem[stem] !== text) next[stem] = (next[stem] ?? 0) + 1;
      lastOfStem[stem] = text;
      const posting = (next[stem] ?? 0) - 1;
      holders[posting] = text;
      const counts = at < abstractStart ? titleCounts : abstractCounts;
      counts[posting] = Math.min(255, (counts[posting] ?? 0) + 1);
      const bit = 1 << Math.min(form - (formStarts[stem] ?? 0), SHARED_BIT);
      formBits[posting] = (formBits[posting] ?? 0) | bit;
    }
    if (text % STRIDE === 0) yield;
  }
  return { holders, titleCounts, abstractCounts, formBits };
}
