import { type BitSet, countOf, exclude, fullSet, has } from './bit-set.js';
import type { Segment } from './segment.js';
import { sizeOf } from './text-index.js';

/** A segment in use: papers are taken out by striking them from `live`; a merge leaves them behind for good. */
export interface LiveSegment {
  readonly segment: Segment;
  readonly live: BitSet;
}

export function liveSegment(segment: Segment): LiveSegment {
  return { segment, live: fullSet(sizeOf(segment.text)) };
}

export function liveCount({ live }: LiveSegment): number {
  return countOf(live);
}

/** Takes a paper out; false when it was out already. */
export function strike({ live }: LiveSegment, paper: number): boolean {
  if (!has(live, paper)) return false;
  exclude(live, paper);
  return true;
}

/** Takes the scores of papers that are out. */
export function clearStruck(scores: Float32Array, live: BitSet): void {
  for (let at = 0; at < live.length; at++) {
    for (let struck = ~(live[at] ?? 0); struck !== 0; struck &= struck - 1)
      scores[(at << 5) + 31 - Math.clz32(struck & -struck)] = 0;
  }
}
