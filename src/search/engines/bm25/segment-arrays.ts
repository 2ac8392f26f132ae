import type { LabelIndex } from './label-index.js';
import type { LiveSegment } from './live-segment.js';
import type { StringTable } from './string-table.js';
import type { TextIndex } from './text-index.js';

export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Hands out the arrays of a snapshot in the order in which they were written. */
export interface ArrayReader {
  u8(): Uint8Array;
  u16(): Uint16Array;
  u32(): Uint32Array;
  f64(): Float64Array;
}

/** All arrays of a segment, in the order in which `readSegment` takes them. */
export function arraysOf({ segment, live }: LiveSegment): readonly NumberArray[] {
  const { text, authors, organizations, keywords, ids, idOrder, titles, dates } = segment;
  return [
    live,
    ...textArrays(text),
    ...[authors, organizations, keywords].flatMap(labelArrays),
    ...stringArrays(ids),
    idOrder,
    ...stringArrays(titles),
    ...stringArrays(dates),
    segment.published,
    segment.upvotes,
    segment.comments,
    segment.stars,
  ];
}

/** A segment over the arrays of a reader: nothing is copied. Fields are read in the order in which they stand here. */
export function readSegment(from: ArrayReader): LiveSegment {
  const live = from.u32();
  const segment = {
    text: readText(from),
    authors: readLabels(from),
    organizations: readLabels(from),
    keywords: readLabels(from),
    ids: readStrings(from),
    idOrder: from.u32(),
    titles: readStrings(from),
    dates: readStrings(from),
    published: from.f64(),
    upvotes: from.f64(),
    comments: from.f64(),
    stars: from.f64(),
  };
  return { segment, live };
}

function textArrays(index: TextIndex): readonly NumberArray[] {
  return [
    ...stringArrays(index.stems),
    ...stringArrays(index.forms),
    index.formStarts,
    index.formStems,
    index.formOrder,
    index.formCounts,
    index.postingStarts,
    index.holders,
    index.titleCounts,
    index.abstractCounts,
    index.formBits,
    index.tokenStarts,
    index.abstractStarts,
    index.tokens,
  ];
}

function readText(from: ArrayReader): TextIndex {
  return {
    stems: readStrings(from),
    forms: readStrings(from),
    formStarts: from.u32(),
    formStems: from.u32(),
    formOrder: from.u32(),
    formCounts: from.u32(),
    postingStarts: from.u32(),
    holders: from.u32(),
    titleCounts: from.u8(),
    abstractCounts: from.u8(),
    formBits: from.u8(),
    tokenStarts: from.u32(),
    abstractStarts: from.u32(),
    tokens: from.u32(),
  };
}

function labelArrays(index: LabelIndex): readonly NumberArray[] {
  return [...stringArrays(index.labels), ...textArrays(index.words), index.paperStarts, index.papers];
}

function readLabels(from: ArrayReader): LabelIndex {
  return {
    labels: readStrings(from),
    words: readText(from),
    paperStarts: from.u32(),
    papers: from.u32(),
  };
}

function stringArrays({ starts, units }: StringTable): readonly NumberArray[] {
  return [starts, units];
}

function readStrings(from: ArrayReader): StringTable {
  return { starts: from.u32(), units: from.u16() };
}
