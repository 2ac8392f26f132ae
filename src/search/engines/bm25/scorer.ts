import type { LiveSegment } from './live-segment.js';
import {
  addTerm,
  inverseFrequency,
  lengthNorms,
  type RankingTerm,
  type Shape,
  type Statistics,
  statisticsOf,
} from './scoring.js';
import { sizeOf, type TextIndex } from './text-index.js';

/** Scores papers against terms, with statistics over all segments. Made anew whenever the segments change. */
export interface Scorer {
  readonly statistics: Statistics;
  /** How much a stem tells papers apart. */
  idf(stem: string): number;
  /** The score of every paper of an index; valid until the next call. */
  score(index: TextIndex, terms: readonly RankingTerm[], shape: Shape): Float32Array;
}

export function createScorer(segments: readonly LiveSegment[]): Scorer {
  const indexes = segments.map(({ segment }) => segment.text);
  const statistics = statisticsOf(indexes);
  const norms = new Map<Shape, Map<TextIndex, Float32Array>>();
  const scores = new Float32Array(Math.max(0, ...indexes.map(sizeOf)));

  const normsOf = (index: TextIndex, shape: Shape): Float32Array => {
    const ofShape = norms.get(shape) ?? new Map<TextIndex, Float32Array>();
    norms.set(shape, ofShape);
    const average = shape.titleWeight * statistics.titleLength + statistics.abstractLength;
    const known = ofShape.get(index) ?? lengthNorms(index, shape, average);
    ofShape.set(index, known);
    return known;
  };
  const idf = (stem: string) => inverseFrequency(statistics.frequency(stem), statistics.texts);
  return {
    statistics,
    idf,
    score(index, terms, shape) {
      const ofTexts = normsOf(index, shape);
      scores.fill(0, 0, sizeOf(index));
      for (const term of terms) addTerm(index, ofTexts, scores, term, term.weight * idf(term.stem), shape);
      return scores;
    },
  };
}
