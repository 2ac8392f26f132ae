/** A score's sign, exponent and first five bits: so sorted, scores that differ by more than a thirtieth are told apart. */
const KEPT_BITS = 14;
const SHIFT = 32 - KEPT_BITS;

const bound = new Float32Array(1);
const boundBits = new Uint32Array(bound.buffer);
const buckets = new Uint32Array(2 ** (KEPT_BITS - 1));

/** How many scores are above zero, and a bound that about the best so many of them reach. */
export interface ScoreCounts {
  readonly scored: number;
  readonly bound: number;
}

/**
 * Counts scores in buckets that their first bits name: positive numbers sort as their bits do. It takes one pass without a branch that the
 * processor could guess wrong, and spares the list of the best nearly everything that would not stay in it.
 */
export function countScores(scores: Float32Array, best: number): ScoreCounts {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  for (let at = 0; at < bits.length; at++) {
    const bucket = (bits[at] ?? 0) >>> SHIFT;
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  const scored = scores.length - (buckets[0] ?? 0);
  let bucket = buckets.length;
  for (let above = 0; above < Math.min(best, scored); ) above += buckets[--bucket] ?? 0;
  buckets.fill(0);
  boundBits[0] = bucket << SHIFT;
  return { scored, bound: bound[0] ?? 0 };
}
