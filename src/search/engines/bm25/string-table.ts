/** Many strings in two arrays, as UTF-16 so that nothing is lost and comparing needs no decoding. */
export interface StringTable {
  /** One more than there are strings. */
  readonly starts: Uint32Array;
  readonly units: Uint16Array;
}

/** Packs texts, in another order where one is given. */
export function* packStrings(texts: readonly string[], order?: Uint32Array): Generator<void, StringTable> {
  const textAt = (at: number) => texts[order === undefined ? at : (order[at] ?? 0)] ?? '';
  const starts = new Uint32Array(texts.length + 1);
  for (let at = 0; at < texts.length; at++) {
    starts[at + 1] = (starts[at] ?? 0) + textAt(at).length;
    if (at % STRIDE === 0) yield;
  }
  const units = new Uint16Array(starts[texts.length] ?? 0);
  for (let place = 0; place < texts.length; place++) {
    const text = textAt(place);
    const start = starts[place] ?? 0;
    for (let at = 0; at < text.length; at++) units[start + at] = text.charCodeAt(at);
    if (place % STRIDE === 0) yield;
  }
  return { starts, units };
}

/** Rest after so many strings. */
const STRIDE = 2_048;

export function stringCount({ starts }: StringTable): number {
  return starts.length - 1;
}

export function stringAt({ starts, units }: StringTable, at: number): string {
  const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  return bytes.toString('utf16le', (starts[at] ?? 0) * 2, (starts[at + 1] ?? 0) * 2);
}

/** Negative when the string at a place sorts before a text, positive when after; as `<` sorts. */
export function compareAt({ starts, units }: StringTable, at: number, text: string): number {
  const start = starts[at] ?? 0;
  const length = (starts[at + 1] ?? 0) - start;
  const shared = Math.min(length, text.length);
  for (let unit = 0; unit < shared; unit++) {
    const difference = (units[start + unit] ?? 0) - text.charCodeAt(unit);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}

/** The same for as much of the string at a place as the text is long; nothing for an empty string. */
export function compareBeginningAt(
  { starts, units }: StringTable,
  at: number,
  text: string,
): number | undefined {
  const start = starts[at] ?? 0;
  const length = (starts[at + 1] ?? 0) - start;
  if (length === 0) return undefined;
  for (let unit = 0; unit < text.length; unit++) {
    if (unit === length) return -1;
    const difference = (units[start + unit] ?? 0) - text.charCodeAt(unit);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function startsWithAt({ starts, units }: StringTable, at: number, text: string): boolean {
  const start = starts[at] ?? 0;
  if ((starts[at + 1] ?? 0) - start < text.length) return false;
  for (let unit = 0; unit < text.length; unit++) {
    if (units[start + unit] !== text.charCodeAt(unit)) return false;
  }
  return true;
}

/** The first place from which on `isBefore` no longer holds. */
export function firstPlace(size: number, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a text stands in a sorted table, if it does. */
export function findString(table: StringTable, text: string): number | undefined {
  const size = stringCount(table);
  const at = firstPlace(size, (middle) => compareAt(table, middle, text) < 0);
  return at < size && compareAt(table, at, text) === 0 ? at : undefined;
}

/**
 * The order that sorts texts, worked out a bucket of equal first two characters at a time: a bucket holds a few percent of a vocabulary,
 * so that the caller can rest between two of them.
 */
export function* sortedOrder(texts: readonly string[]): Generator<void, Uint32Array> {
  const buckets = new Map<string, number[]>();
  for (let at = 0; at < texts.length; at++) {
    const key = (texts[at] ?? '').slice(0, 2);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [at]);
    else bucket.push(at);
    if (at % STRIDE === 0) yield;
  }
  const order = new Uint32Array(texts.length);
  let end = 0;
  for (const key of [...buckets.keys()].sort()) {
    const bucket = buckets.get(key) ?? [];
    bucket.sort((a, b) => compareTexts(texts[a] ?? '', texts[b] ?? ''));
    order.set(bucket, end);
    end += bucket.length;
    yield;
  }
  return order;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
