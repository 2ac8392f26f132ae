import type { ClauseWord } from '../../query/clause-words.js';
import { type BitSet, countOf, emptySet, forEachMember, has, include, intersect } from './bit-set.js';
import { type FieldRange, rowHasForm, rowHasPhrase } from './rows.js';
import {
  areFew,
  findPosting,
  findStem,
  formBit,
  formsWithPrefix,
  SHARED_BIT,
  sizeOf,
  type TextIndex,
} from './text-index.js';

const ALL_FORMS = 0xff;

/** The texts that hold a word in any of its forms; `field` narrows it to one, and others than those `within` need not be told. */
export function textsWithWord(index: TextIndex, stem: string, field: FieldRange, within?: BitSet): BitSet {
  const found = emptySet(sizeOf(index));
  const at = findStem(index, stem);
  if (at === undefined) return found;
  if (within !== undefined && field === 'any' && areFew(index, at, countOf(within)))
    forEachMember(within, (text) => {
      if (findPosting(index, at, text) !== undefined) include(found, text);
    });
  else if (field !== 'any') addHolders(index, at, ALL_FORMS, field, found);
  else
    for (const text of index.holders.subarray(index.postingStarts[at], index.postingStarts[at + 1]))
      include(found, text);
  return found;
}

/** The texts that hold words at their distances, in one field. */
export function textsWithPhrase(
  index: TextIndex,
  words: readonly ClauseWord[],
  field: FieldRange,
  within: BitSet | undefined,
): BitSet {
  const candidates = textsWithAll(index, words, field, within);
  if (within !== undefined) intersect(candidates, within);
  const stems = words.map(({ stem, offset }) => ({ stem: findStem(index, stem) ?? -1, offset }));
  for (let text = 0; text < sizeOf(index); text++) {
    if (has(candidates, text) && !rowHasPhrase(index, text, stems, field)) {
      candidates[text >>> 5] = (candidates[text >>> 5] ?? 0) & ~(1 << (text & 31));
    }
  }
  return candidates;
}

/** The texts that hold every one of the words, wherever. */
export function textsWithAll(
  index: TextIndex,
  words: readonly ClauseWord[],
  field: FieldRange,
  within?: BitSet,
): BitSet {
  const [first, ...others] = words;
  if (first === undefined) return emptySet(sizeOf(index));
  const found = textsWithWord(index, first.stem, field, within);
  for (const { stem } of others) intersect(found, textsWithWord(index, stem, field, found));
  return found;
}

/** The texts that hold a word that begins so. */
export function textsWithPrefix(index: TextIndex, prefix: string, field: FieldRange): BitSet {
  const found = emptySet(sizeOf(index));
  if (prefix === '') return found;
  for (const form of formsWithPrefix(index, prefix)) addHoldersOfForm(index, form, field, found);
  return found;
}

/** The texts that hold a word exactly as it is written. */
export function textsWithForm(index: TextIndex, form: number): BitSet {
  const found = emptySet(sizeOf(index));
  addHoldersOfForm(index, form, 'any', found);
  return found;
}

function addHoldersOfForm(index: TextIndex, form: number, field: FieldRange, found: BitSet): void {
  const stem = index.formStems[form] ?? 0;
  const alone = (index.formStarts[stem + 1] ?? 0) - (index.formStarts[stem] ?? 0) === 1;
  const bit = formBit(index, form);
  // A bit says neither in which field a form stands nor, when shared, which form it is; then the text itself is asked.
  const sure = alone || (field === 'any' && bit !== 1 << SHARED_BIT);
  addHolders(index, stem, bit, field, found, sure ? undefined : form);
}

/** `form`, where given, is looked for in each text. */
function addHolders(
  index: TextIndex,
  stem: number,
  bits: number,
  field: FieldRange,
  found: BitSet,
  form?: number,
): void {
  const { holders, titleCounts, abstractCounts, formBits, postingStarts } = index;
  const end = postingStarts[stem + 1] ?? 0;
  for (let at = postingStarts[stem] ?? 0; at < end; at++) {
    if (((formBits[at] ?? 0) & bits) === 0) continue;
    if (field === 'title' && titleCounts[at] === 0) continue;
    if (field === 'abstract' && abstractCounts[at] === 0) continue;
    const text = holders[at] ?? 0;
    if (form === undefined || rowHasForm(index, text, form, field)) include(found, text);
  }
}
