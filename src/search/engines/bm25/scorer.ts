import type { LiveSegment } from './live-segment.js';
import {
  addTerm,
  inverseFrequency,
  lengthNorms,
  type RankingTerm,
  type Statistics,
  statisticsOf,
} from './scoring.js';
import type { Segment } from './segment.js';
import { sizeOf } from './text-index.js';

/** Scores papers against terms, with statistics over all segments. Made anew whenever the segments change. */
export interface Scorer {
  readonly statistics: Statistics;
  /** The score of every paper of a segment; valid until the next call. */
  score(segment: Segment, terms: readonly RankingTerm[]): Float32Array;
}

export function createScorer(segments: readonly LiveSegment[]): Scorer {
  const indexes = segments.map(({ segment }) => segment.text);
  const statistics = statisticsOf(indexes);
  const norms = new Map(indexes.map((index) => [index, lengthNorms(index, statistics.averageLength)]));
  const scores = new Float32Array(Math.max(0, ...indexes.map(sizeOf)));
  return {
    statistics,
    score({ text }, terms) {
      const norm = norms.get(text);
      scores.fill(0, 0, sizeOf(text));
      if (norm === undefined) return scores;
      for (const term of terms) {
        const worth = term.weight * inverseFrequency(statistics.frequency(term.stem), statistics.texts);
        addTerm(text, norm, scores, term, worth);
      }
      return scores;
    },
  };
}
