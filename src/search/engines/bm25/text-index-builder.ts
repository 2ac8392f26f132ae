import type { Token } from '../../analyzer.js';
import { growingNumbers } from './growing-numbers.js';
import { packStrings, sortedOrder, stringAt } from './string-table.js';
import { FILLER, MOST_GAP, packToken, SHARED_BIT, type TextIndex } from './text-index.js';

export interface TextIndexBuilder {
  add(title: readonly Token[], abstract: readonly Token[]): void;
  /** Takes over texts of another index without analysing them again. */
  copyFrom(index: TextIndex): (text: number) => void;
  finish(): Generator<void, TextIndex>;
}

/** Rest after so many texts. */
const STRIDE = 32;

export function createTextIndexBuilder(): TextIndexBuilder {
  const stems = createNumbering();
  const forms = createNumbering();
  const formStems = growingNumbers();
  const tokens = growingNumbers();
  const tokenStarts = growingNumbers();
  const abstractStarts = growingNumbers();

  const numberOf = (exact: string, stem: string): number => {
    const form = forms.numberOf(exact);
    if (form === formStems.length) formStems.push(stems.numberOf(stem));
    return form;
  };
  const addField = (field: readonly Token[]): void => {
    let last = 0;
    for (const { exact, stem, position } of field) {
      for (; position - last > MOST_GAP; last += MOST_GAP) tokens.push(packToken(FILLER, MOST_GAP));
      tokens.push(packToken(numberOf(exact, stem), position - last));
      last = position;
    }
  };
  return {
    add(title, abstract) {
      tokenStarts.push(tokens.length);
      addField(title);
      abstractStarts.push(tokens.length);
      addField(abstract);
    },
    copyFrom(index) {
      // Words are numbered anew as they are met, so that words of papers left behind do not come along.
      const numbers = new Int32Array(index.formStems.length).fill(-1);
      const renumbered = (form: number): number => {
        if (form === FILLER) return FILLER;
        const known = numbers[form] ?? -1;
        if (known >= 0) return known;
        const number = numberOf(
          stringAt(index.forms, form),
          stringAt(index.stems, index.formStems[form] ?? 0),
        );
        numbers[form] = number;
        return number;
      };
      return (text) => {
        tokenStarts.push(tokens.length);
        const abstractStart = index.abstractStarts[text] ?? 0;
        const end = index.tokenStarts[text + 1] ?? 0;
        for (let at = index.tokenStarts[text] ?? 0; at < end; at++) {
          if (at === abstractStart) abstractStarts.push(tokens.length);
          const token = index.tokens[at] ?? 0;
          tokens.push(packToken(renumbered(token >>> 8), token & MOST_GAP));
        }
        if (abstractStart >= end) abstractStarts.push(tokens.length);
      };
    },
    *finish() {
      tokenStarts.push(tokens.length);
      const rows = {
        tokens: tokens.toArray(),
        tokenStarts: tokenStarts.toArray(),
        abstractStarts: abstractStarts.toArray(),
      };
      const vocabulary = yield* sortVocabulary(stems.texts, forms.texts, formStems.toArray());
      const { newNumbers, ...words } = vocabulary;
      for (let at = 0; at < rows.tokens.length; at++) {
        const token = rows.tokens[at] ?? 0;
        const form = token >>> 8;
        if (form !== FILLER) rows.tokens[at] = packToken(newNumbers[form] ?? 0, token & MOST_GAP);
        if ((at & 0x3fff) === 0) yield;
      }
      return { ...words, ...rows, ...(yield* invert(words, rows)) };
    },
  };
}

type Words = Pick<TextIndex, 'stems' | 'forms' | 'formStarts' | 'formStems' | 'formOrder'>;
type Rows = Pick<TextIndex, 'tokens' | 'tokenStarts' | 'abstractStarts'>;
type Postings = Omit<TextIndex, keyof Words | keyof Rows>;

/** Sorts stems, and puts the forms of each together. */
function* sortVocabulary(
  stems: readonly string[],
  forms: readonly string[],
  stemOfForm: Uint32Array,
): Generator<void, Words & { readonly newNumbers: Uint32Array }> {
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

/** Lists for every stem the texts that hold it: counts first, then fills. */
function* invert({ formStems, formStarts }: Words, rows: Rows): Generator<void, Postings> {
  const { tokens, tokenStarts, abstractStarts } = rows;
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
  const size = postingStarts[stemCount] ?? 0;
  const holders = new Uint32Array(size);
  const titleCounts = new Uint8Array(size);
  const abstractCounts = new Uint8Array(size);
  const formBits = new Uint8Array(size);
  yield;
  const next = postingStarts.slice();
  lastOfStem.fill(-1);
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
  return { postingStarts, formCounts, holders, titleCounts, abstractCounts, formBits };
}

interface Numbering {
  readonly texts: readonly string[];
  numberOf(text: string): number;
}

/** Numbers texts in the order they are met. */
export function createNumbering(): Numbering {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  return {
    texts,
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

/** Turns counts, each one place late, into starts. */
export function accumulate(counts: Uint32Array): void {
  for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0);
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) places[order[at] ?? 0] = at;
  return places;
}
