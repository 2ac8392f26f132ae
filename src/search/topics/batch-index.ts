import { fullSet, membersOf } from '../engines/bm25/bit-set.js';
import { matching } from '../engines/bm25/matching.js';
import { segmentOf } from '../engines/bm25/segment-builder.js';
import type { QueryNode } from '../query/ast.js';
import type { SearchDocument } from '../search-engine.js';

/** A few papers, to be held against very many queries, most of which match none of them. */
export interface BatchIndex {
  /** The places, counted from 0, of the papers that a query matches; in their order. */
  matching(root: QueryNode, now: Date): readonly number[];
}

/** Indexes papers as our engine does: a query whose rarest word is in none of them is done with after looking for that word. */
export function indexBatch(documents: readonly SearchDocument[]): BatchIndex {
  const building = segmentOf(documents);
  let step = building.next();
  while (step.done !== true) step = building.next();
  const segment = step.value;
  const all = fullSet(documents.length);
  return { matching: (root, now) => membersOf(matching(segment, root, all, now)) };
}
