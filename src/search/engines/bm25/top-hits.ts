/** A candidate for the answer, told apart by what it is sorted by, then by the tie-breaker, then by its place in the index. */
export interface Candidate {
  readonly segment: number;
  readonly paper: number;
  readonly first: number;
  readonly second: number;
}

/**
 * Keeps the best so many of any number of candidates: a binary heap with the worst on top, in columns, because nearly all of the offers of
 * a search are turned down and none of them may cost more than a comparison.
 */
export class TopHits {
  /** How many are kept. */
  readonly most: number;
  readonly #segments: number[] = [];
  readonly #papers: number[] = [];
  readonly #firsts: number[] = [];
  readonly #seconds: number[] = [];
  #size = 0;
  /** Below this a candidate need not be offered: the list is full of better ones. */
  threshold = Number.NEGATIVE_INFINITY;

  constructor(most: number) {
    this.most = most;
  }

  offer(segment: number, paper: number, first: number, second: number): void {
    const isFull = this.#size === this.most;
    if (isFull && (this.most === 0 || this.#compare(0, segment, paper, first, second) <= 0)) return;
    if (isFull) this.#sink(segment, paper, first, second);
    else this.#rise(segment, paper, first, second);
    if (this.#size === this.most) this.threshold = this.#firsts[0] ?? 0;
  }

  /** Best first. */
  sorted(): readonly Candidate[] {
    const candidates = Array.from({ length: this.#size }, (_, at) => ({
      segment: this.#segments[at] ?? 0,
      paper: this.#papers[at] ?? 0,
      first: this.#firsts[at] ?? 0,
      second: this.#seconds[at] ?? 0,
    }));
    return candidates.sort(compareCandidates);
  }

  /** Adds to a heap that is not full yet. */
  #rise(segment: number, paper: number, first: number, second: number): void {
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (this.#compare(parent, segment, paper, first, second) >= 0) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, segment, paper, first, second);
  }

  /** Puts a candidate in the place of the worst. */
  #sink(segment: number, paper: number, first: number, second: number): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#size) break;
      const right = left + 1;
      const worse = right < this.#size && this.#compareAt(right, left) > 0 ? right : left;
      if (this.#compare(worse, segment, paper, first, second) <= 0) break;
      this.#move(worse, at);
      at = worse;
    }
    this.#put(at, segment, paper, first, second);
  }

  /** Positive when the one at a place comes after the given one. */
  #compare(at: number, segment: number, paper: number, first: number, second: number): number {
    const firstAt = this.#firsts[at] ?? 0;
    if (firstAt !== first) return firstAt < first ? 1 : -1;
    const secondAt = this.#seconds[at] ?? 0;
    if (secondAt !== second) return secondAt < second ? 1 : -1;
    return (this.#segments[at] ?? 0) - segment || (this.#papers[at] ?? 0) - paper;
  }

  #compareAt(a: number, b: number): number {
    return this.#compare(
      a,
      this.#segments[b] ?? 0,
      this.#papers[b] ?? 0,
      this.#firsts[b] ?? 0,
      this.#seconds[b] ?? 0,
    );
  }

  #move(from: number, to: number): void {
    this.#put(
      to,
      this.#segments[from] ?? 0,
      this.#papers[from] ?? 0,
      this.#firsts[from] ?? 0,
      this.#seconds[from] ?? 0,
    );
  }

  #put(at: number, segment: number, paper: number, first: number, second: number): void {
    this.#segments[at] = segment;
    this.#papers[at] = paper;
    this.#firsts[at] = first;
    this.#seconds[at] = second;
  }
}

/** Negative when `a` comes before `b`. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.first !== b.first) return a.first > b.first ? -1 : 1;
  if (a.second !== b.second) return a.second > b.second ? -1 : 1;
  return a.segment - b.segment || a.paper - b.paper;
}
