/** A set of small numbers, 32 to a word. The size of what it ranges over is known to its owner. */
export type BitSet = Uint32Array;

export function emptySet(size: number): BitSet {
  return new Uint32Array((size + 31) >>> 5);
}

export function fullSet(size: number): BitSet {
  const set = emptySet(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest !== 0) set[set.length - 1] = 0xffffffff >>> (32 - rest);
  return set;
}

export function has(set: BitSet, member: number): boolean {
  return (((set[member >>> 5] ?? 0) >>> (member & 31)) & 1) === 1;
}

export function include(set: BitSet, member: number): void {
  set[member >>> 5] = (set[member >>> 5] ?? 0) | (1 << (member & 31));
}

export function exclude(set: BitSet, member: number): void {
  set[member >>> 5] = (set[member >>> 5] ?? 0) & ~(1 << (member & 31));
}

/** Takes from `set` what `other` holds. */
export function without(set: BitSet, other: BitSet): BitSet {
  return set.map((word, at) => word & ~(other[at] ?? 0));
}

/** Leaves in `set` only what `other` holds too. */
export function intersect(set: BitSet, other: BitSet): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) & (other[at] ?? 0);
}

/** Adds to `set` what `other` holds. */
export function unite(set: BitSet, other: BitSet): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) | (other[at] ?? 0);
}

export function isEmpty(set: BitSet): boolean {
  return set.every((word) => word === 0);
}

export function countOf(set: BitSet): number {
  let count = 0;
  for (let at = 0; at < set.length; at++) {
    // Counts bits in parallel: Warren, Hacker's Delight, section 5-1.
    let word = set[at] ?? 0;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

export function forEachMember(set: BitSet, visit: (member: number) => void): void {
  for (let at = 0; at < set.length; at++) {
    for (let word = set[at] ?? 0; word !== 0; word &= word - 1)
      visit((at << 5) + 31 - Math.clz32(word & -word));
  }
}

export function membersOf(set: BitSet): readonly number[] {
  const members: number[] = [];
  forEachMember(set, (member) => members.push(member));
  return members;
}
