import type { Hit } from '../peers/peer.js';

/** Grades above zero by query and document. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;
/** Answers by query. */
export type Run = ReadonlyMap<string, readonly Hit[]>;

export interface QueryFigures {
  readonly ndcg10: number;
  readonly recall100: number;
  readonly reciprocalRank10: number;
}

/** Figures of every judged query, in the order of the judgements; a query without an answer has zeros. */
export function evaluate(judgements: Judgements, run: Run): readonly QueryFigures[] {
  return [...judgements].map(([query, relevant]) => {
    const ranked = (run.get(query) ?? []).toSorted((a, b) => b.score - a.score);
    return judge(
      ranked.map(({ id }) => relevant.get(id) ?? 0),
      relevant,
    );
  });
}

function judge(grades: readonly number[], relevant: ReadonlyMap<string, number>): QueryFigures {
  const ideal = [...relevant.values()].toSorted((a, b) => b - a);
  const first = grades.slice(0, 10).findIndex((grade) => grade > 0);
  return {
    ndcg10: gain(grades.slice(0, 10)) / gain(ideal.slice(0, 10)),
    recall100: grades.slice(0, 100).filter((grade) => grade > 0).length / relevant.size,
    reciprocalRank10: first < 0 ? 0 : 1 / (first + 1),
  };
}

// Linear gain, discounted by the logarithm of the rank.
function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value that a share of the values does not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
