import type { Token } from '../../analyzer.js';
import { type GrowingNumbers, growingNumbers } from './growing-numbers.js';
import { createNumbering } from './numbering.js';
import { invert, type Rows } from './postings.js';
import { stringAt } from './string-table.js';
import { FILLER, MOST_GAP, packToken, type TextIndex } from './text-index.js';
import { sortVocabulary } from './vocabulary.js';

/** Takes texts one by one and makes an index of them. */
export class TextIndexBuilder {
  readonly #stems = createNumbering();
  readonly #forms = createNumbering();
  readonly #formStems = growingNumbers();
  readonly #tokens: GrowingNumbers;
  readonly #tokenStarts: GrowingNumbers;
  readonly #abstractStarts: GrowingNumbers;

  /** What is to come, as far as it is known. */
  constructor(expected?: { readonly texts: number; readonly tokens: number }) {
    this.#tokens = growingNumbers(expected?.tokens);
    this.#tokenStarts = growingNumbers(expected && expected.texts + 1);
    this.#abstractStarts = growingNumbers(expected?.texts);
  }

  add(title: readonly Token[], abstract: readonly Token[]): void {
    this.#tokenStarts.push(this.#tokens.length);
    this.#addField(title);
    this.#abstractStarts.push(this.#tokens.length);
    this.#addField(abstract);
  }

  /** Takes over texts of another index without analysing them again. */
  copyFrom(index: TextIndex): (text: number) => void {
    const renumbered = this.#renumbering(index);
    return (text) => {
      this.#tokenStarts.push(this.#tokens.length);
      const abstractStart = index.abstractStarts[text] ?? 0;
      const end = index.tokenStarts[text + 1] ?? 0;
      for (let at = index.tokenStarts[text] ?? 0; at < end; at++) {
        if (at === abstractStart) this.#abstractStarts.push(this.#tokens.length);
        const token = index.tokens[at] ?? 0;
        this.#tokens.push(packToken(renumbered(token >>> 8), token & MOST_GAP));
      }
      if (abstractStart >= end) this.#abstractStarts.push(this.#tokens.length);
    };
  }

  *finish(): Generator<void, TextIndex> {
    this.#tokenStarts.push(this.#tokens.length);
    const rows = {
      tokens: this.#tokens.toArray(),
      tokenStarts: this.#tokenStarts.toArray(),
      abstractStarts: this.#abstractStarts.toArray(),
    };
    const vocabulary = yield* sortVocabulary(this.#stems.texts, this.#forms.texts, this.#formStems.toArray());
    const { newNumbers, ...words } = vocabulary;
    yield* renumber(rows, newNumbers);
    return { ...words, ...rows, ...(yield* invert(words, rows)) };
  }

  #addField(field: readonly Token[]): void {
    let last = 0;
    for (const { exact, stem, position } of field) {
      for (; position - last > MOST_GAP; last += MOST_GAP) this.#tokens.push(packToken(FILLER, MOST_GAP));
      this.#tokens.push(packToken(this.#numberOf(exact, stem), position - last));
      last = position;
    }
  }

  #numberOf(exact: string, stem: string): number {
    const form = this.#forms.numberOf(exact);
    if (form === this.#formStems.length) this.#formStems.push(this.#stems.numberOf(stem));
    return form;
  }

  /** Words are numbered anew as they are met, so that words of papers left behind do not come along. */
  #renumbering(index: TextIndex): (form: number) => number {
    const numbers = new Int32Array(index.formStems.length).fill(-1);
    return (form) => {
      if (form === FILLER) return FILLER;
      const known = numbers[form] ?? -1;
      if (known >= 0) return known;
      const stem = stringAt(index.stems, index.formStems[form] ?? 0);
      const number = this.#numberOf(stringAt(index.forms, form), stem);
      numbers[form] = number;
      return number;
    };
  }
}

function* renumber({ tokens }: Rows, newNumbers: Uint32Array): Generator<void, void> {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? 0;
    const form = token >>> 8;
    if (form !== FILLER) tokens[at] = packToken(newNumbers[form] ?? 0, token & MOST_GAP);
    if ((at & 0x3fff) === 0) yield;
  }
}
