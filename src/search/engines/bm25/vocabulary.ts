import { accumulate } from './numbering.js';
import { packStrings, sortedOrder } from './string-table.js';
import type { TextIndex } from './text-index.js';

/** The part of an index that knows words only. */
export type Vocabulary = Pick<TextIndex, 'stems' | 'forms' | 'formStarts' | 'formStems' | 'formOrder'>;

/** Sorts stems, and puts the forms of each together, which gives the forms new numbers. */
export function* sortVocabulary(
  stems: readonly string[],
  forms: readonly string[],
  stemOfForm: Uint32Array,
): Generator<void, Vocabulary & { readonly newNumbers: Uint32Array }> {
  const stemOrder = yield* sortedOrder(stems);
  const stemPlaces = inverse(stemOrder);
  const stemsSorted = yield* packStrings(stems, stemOrder);
  const formStarts = new Uint32Array(stems.length + 1);
  const places = stemOfForm.map((stem) => stemPlaces[stem] ?? 0);
  for (const place of places) formStarts[place + 1] = (formStarts[place + 1] ?? 0) + 1;
  accumulate(formStarts);
  const next = formStarts.slice();
  const newNumbers = new Uint32Array(forms.length);
  const formStems = new Uint32Array(forms.length);
  for (let form = 0; form < places.length; form++) {
    const place = places[form] ?? 0;
    const number = next[place] ?? 0;
    next[place] = number + 1;
    newNumbers[form] = number;
    formStems[number] = place;
    if ((form & 0x3fff) === 0) yield;
  }
  yield;
  const formsGrouped = yield* packStrings(forms, inverse(newNumbers));
  const formOrder = (yield* sortedOrder(forms)).map((form) => newNumbers[form] ?? 0);
  return { stems: stemsSorted, forms: formsGrouped, formStarts, formStems, formOrder, newNumbers };
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) places[order[at] ?? 0] = at;
  return places;
}
