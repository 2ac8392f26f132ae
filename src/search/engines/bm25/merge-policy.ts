import { type BitSet, countOf, has } from './bit-set.js';
import { type LiveSegment, liveCount, strike } from './live-segment.js';
import { sizeOf } from './text-index.js';

/** A segment stays beside a smaller one as long as it is so many times larger: sizes fall geometrically, and their number stays small. */
const FALL = 4;
/** More papers than this share of a segment struck out, and it is written anew without them. */
const MOST_STRUCK = 0.25;

/** The neighbouring segments that should become one now; none when all is well. */
export function mergeable(segments: readonly LiveSegment[]): readonly LiveSegment[] {
  for (let at = segments.length - 1; at > 0; at--) {
    const [older, newer] = [segments[at - 1], segments[at]];
    if (older === undefined || newer === undefined) continue;
    if (liveCount(older) < FALL * liveCount(newer)) return segments.slice(at - 1, at + 1);
  }
  const worn = segments.find((one) => liveCount(one) < (1 - MOST_STRUCK) * sizeOf(one.segment.text));
  return worn === undefined ? [] : [worn];
}

/** Strikes from a merged segment what was struck from its parts since the merge began to read them. */
export function strikeWhatWent(
  merged: LiveSegment,
  before: readonly LiveSegment[],
  now: readonly LiveSegment[],
): void {
  let place = 0;
  for (const [at, { segment, live }] of before.entries()) {
    const left: BitSet | undefined = now[at]?.live;
    if (left === undefined || countOf(left) === countOf(live)) {
      place += countOf(live);
      continue;
    }
    for (let paper = 0; paper < sizeOf(segment.text); paper++) {
      if (!has(live, paper)) continue;
      if (!has(left, paper)) strike(merged, place);
      place++;
    }
  }
}
