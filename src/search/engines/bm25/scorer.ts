import { inverseFrequency, type TermStatistics } from '../../term-statistics.js';
import type { LiveSegment } from './live-segment.js';
import { addTerm, lengthNorms, type RankingTerm, type Shape, statisticsOf } from './scoring.js';
import { sizeOf, type TextIndex } from './text-index.js';

/** Scores papers against terms, with statistics over all segments. Made anew whenever the segments change. */
export interface Scorer extends TermStatistics {
  /** The score of every paper of an index, or at least of some of them; valid until the next call. */
  score(
    index: TextIndex,
    terms: readonly RankingTerm[],
    shape: Shape,
    some?: readonly number[],
  ): Float32Array;
}

export function createScorer(segments: readonly LiveSegment[]): Scorer {
  const indexes = segments.map(({ segment }) => segment.text);
  const statistics = statisticsOf(indexes);
  const allNorms = new Map<Shape, Map<TextIndex, Float32Array>>();
  const scores = new Float32Array(Math.max(0, ...indexes.map(sizeOf)));

  const normsOf = (index: TextIndex, shape: Shape): Float32Array => {
    const ofShape = allNorms.get(shape) ?? new Map<TextIndex, Float32Array>();
    allNorms.set(shape, ofShape);
    const average = shape.titleWeight * statistics.titleLength + statistics.abstractLength;
    const known = ofShape.get(index) ?? lengthNorms(index, shape, average);
    ofShape.set(index, known);
    return known;
  };
  const known = new Map<string, number>();
  const idf = (stem: string): number => {
    const before = known.get(stem);
    if (before !== undefined) return before;
    const frequency = statistics.frequency(stem);
    const value = inverseFrequency(frequency, statistics.texts);
    // Words that no paper has are without end.
    if (frequency > 0) known.set(stem, value);
    return value;
  };
  return {
    frequency: statistics.frequency,
    idf,
    score(index, terms, shape, some) {
      const norms = normsOf(index, shape);
      const ofIndex = scores.subarray(0, sizeOf(index)).fill(0);
      for (const term of terms)
        addTerm(index, norms, ofIndex, term, term.weight * idf(term.stem), shape, some);
      return ofIndex;
    },
  };
}
