import type { LabelIndex } from './label-index.js';
import { foldId } from './paper-id.js';
import { firstPlace, type StringTable, stringAt } from './string-table.js';
import type { TextIndex } from './text-index.js';

/** A part of the index: papers that were added or merged together. Nothing in it ever changes. */
export interface Segment {
  readonly text: TextIndex;
  readonly authors: LabelIndex;
  readonly organizations: LabelIndex;
  readonly keywords: LabelIndex;
  readonly ids: StringTable;
  /** The papers, sorted by their folded ids. */
  readonly idOrder: Uint32Array;
  readonly titles: StringTable;
  /** Dates of publication as they were given; empty when unknown. */
  readonly dates: StringTable;
  /** The same in milliseconds since 1970; what is unknown is NaN, here and in the counts. */
  readonly published: Float64Array;
  readonly upvotes: Float64Array;
  readonly comments: Float64Array;
  readonly stars: Float64Array;
}

export type Labels = 'authors' | 'organizations' | 'keywords';
export const LABELS = ['authors', 'organizations', 'keywords'] as const;

/** The papers whose folded id is this one. */
export function papersOfId(segment: Segment, id: string): readonly number[] {
  return papersFrom(segment, id, (known) => known === id);
}

/** The papers whose folded id begins like this. */
export function papersFromId(segment: Segment, beginning: string): readonly number[] {
  return papersFrom(segment, beginning, (known) => known.startsWith(beginning));
}

function papersFrom(
  { ids, idOrder }: Segment,
  first: string,
  isOne: (id: string) => boolean,
): readonly number[] {
  const idAt = (at: number) => foldId(stringAt(ids, idOrder[at] ?? 0));
  const papers: number[] = [];
  const start = firstPlace(idOrder.length, (at) => idAt(at) < first);
  for (let at = start; at < idOrder.length && isOne(idAt(at)); at++) papers.push(idOrder[at] ?? 0);
  return papers;
}

/** The paper whose id is written exactly so. */
export function paperOfId(segment: Segment, id: string): number | undefined {
  return papersOfId(segment, foldId(id)).find((paper) => stringAt(segment.ids, paper) === id);
}

/** A comment weighs as much as two upvotes; NaN where nobody has counted either. */
export function interestIn({ upvotes, comments }: Segment): Float64Array {
  return upvotes.map((votes, paper) => {
    const remarks = comments[paper] ?? Number.NaN;
    if (Number.isNaN(votes) || Number.isNaN(remarks)) return Number.isNaN(votes) ? 2 * remarks : votes;
    return votes + 2 * remarks;
  });
}
