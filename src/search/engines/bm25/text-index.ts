import {
  compareAt,
  findString,
  firstPlace,
  type StringTable,
  startsWithAt,
  stringCount,
} from './string-table.js';

/**
 * An inverted index over texts of two fields (title and abstract), and beside it the texts themselves as rows of numbers: phrases are
 * checked, papers compared and indexes merged from these rows. Nothing in it ever changes.
 */
export interface TextIndex {
  /** Sorted. */
  readonly stems: StringTable;
  /** Unstemmed words; those of a stem stand together, from `formStarts[stem]` on. */
  readonly forms: StringTable;
  readonly formStarts: Uint32Array;
  readonly formStems: Uint32Array;
  /** The forms, sorted by their text. */
  readonly formOrder: Uint32Array;
  /** In how many texts a form stands. */
  readonly formCounts: Uint32Array;
  /** Where the texts that hold a stem are listed, and for each of them: how often, field by field, and in which forms. */
  readonly postingStarts: Uint32Array;
  readonly holders: Uint32Array;
  readonly titleCounts: Uint8Array;
  readonly abstractCounts: Uint8Array;
  readonly formBits: Uint8Array;
  /** Where the row of a text starts, and where its abstract starts in it; one more start than texts. */
  readonly tokenStarts: Uint32Array;
  readonly abstractStarts: Uint32Array;
  /** Each word: its form, and how many positions after the one before it stands (see `packToken`). */
  readonly tokens: Uint32Array;
}

/** A gap takes 8 bits, a form 24; what stands farther apart has fillers between. */
export const MOST_GAP = 255;
export const FILLER = 0xff_ff_ff;

export function packToken(form: number, gap: number): number {
  return ((form << 8) | gap) >>> 0;
}

/** The bit that stands for a form in `formBits`. From the eighth form of a stem on they share one, which then has to be looked into. */
export function formBit(index: TextIndex, form: number): number {
  const stem = index.formStems[form] ?? 0;
  return 1 << Math.min(form - (index.formStarts[stem] ?? 0), SHARED_BIT);
}

export const SHARED_BIT = 7;

export function sizeOf(index: TextIndex): number {
  return index.abstractStarts.length;
}

export function findStem(index: TextIndex, stem: string): number | undefined {
  return findString(index.stems, stem);
}

/** How many texts hold a stem. */
export function frequencyOf({ postingStarts }: TextIndex, stem: number): number {
  return (postingStarts[stem + 1] ?? 0) - (postingStarts[stem] ?? 0);
}

/** Up to this share of the postings of a stem, looking some up one by one takes no longer than going through them all. */
const LOOK_UP = 16;

/** Whether so few texts are asked about that their postings are better looked up. */
export function areFew(index: TextIndex, stem: number, texts: number): boolean {
  return texts * LOOK_UP < frequencyOf(index, stem);
}

/** Where a stem's posting of a text stands, if there is one. */
export function findPosting(
  { holders, postingStarts }: TextIndex,
  stem: number,
  text: number,
): number | undefined {
  const start = postingStarts[stem] ?? 0;
  const end = postingStarts[stem + 1] ?? 0;
  const posting = start + firstPlace(end - start, (at) => (holders[start + at] ?? 0) < text);
  return posting < end && holders[posting] === text ? posting : undefined;
}

/** The form of a stem that is written exactly so. */
export function findForm({ forms, formStarts }: TextIndex, stem: number, exact: string): number | undefined {
  const end = formStarts[stem + 1] ?? 0;
  for (let form = formStarts[stem] ?? 0; form < end; form++) {
    if (compareAt(forms, form, exact) === 0) return form;
  }
  return undefined;
}

/** The forms that begin with a text. */
export function formsWithPrefix({ forms, formOrder }: TextIndex, prefix: string): Uint32Array {
  const size = stringCount(forms);
  const start = firstPlace(size, (at) => compareAt(forms, formOrder[at] ?? 0, prefix) < 0);
  const end = firstPlace(size, (at) => at < start || startsWithAt(forms, formOrder[at] ?? 0, prefix));
  return formOrder.subarray(start, end);
}
