/** A candidate for the answer, told apart by what it is sorted by, then by the tie-breakers, then by its place in the index. */
export interface Candidate {
  readonly segment: number;
  readonly paper: number;
  readonly first: number;
  readonly second: number;
}

export interface TopHits {
  /** Below this a candidate need not be offered: the list is full of better ones. */
  readonly threshold: number;
  offer(candidate: Candidate): void;
  /** Best first. */
  sorted(): readonly Candidate[];
}

/** Keeps the best so many of any number of candidates: a binary heap with the worst on top. */
export function topHits(most: number): TopHits {
  const heap: Candidate[] = [];
  return {
    get threshold() {
      return heap.length < most ? Number.NEGATIVE_INFINITY : (heap[0]?.first ?? Number.POSITIVE_INFINITY);
    },
    offer(candidate) {
      if (heap.length < most) {
        heap.push(candidate);
        siftUp(heap, heap.length - 1);
        return;
      }
      const [worst] = heap;
      if (worst === undefined || compareCandidates(candidate, worst) >= 0) return;
      heap[0] = candidate;
      siftDown(heap);
    },
    sorted: () => heap.toSorted(compareCandidates),
  };
}

/** Negative when `a` comes before `b`. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.first !== b.first) return a.first > b.first ? -1 : 1;
  if (a.second !== b.second) return a.second > b.second ? -1 : 1;
  return a.segment - b.segment || a.paper - b.paper;
}

function siftUp(heap: Candidate[], from: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!swapIfWorse(heap, at, parent)) return;
    at = parent;
  }
}

function siftDown(heap: Candidate[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const worse = isWorse(heap[right], heap[left]) ? right : left;
    if (!swapIfWorse(heap, worse, at)) return;
    at = worse;
  }
}

/** Puts the worse of a child and its parent on top; false when it was there already. */
function swapIfWorse(heap: Candidate[], child: number, parent: number): boolean {
  const [below, above] = [heap[child], heap[parent]];
  if (below === undefined || above === undefined || !isWorse(below, above)) return false;
  heap[child] = above;
  heap[parent] = below;
  return true;
}

function isWorse(a: Candidate | undefined, b: Candidate | undefined): boolean {
  return a !== undefined && b !== undefined && compareCandidates(a, b) > 0;
}
