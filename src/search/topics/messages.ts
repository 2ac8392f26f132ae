import type { SearchDocument } from '../search-engine.js';

/** What the thread is told and asked: first the papers, in parts, then queries. */
export type MatchingCall =
  | { readonly kind: 'papers'; readonly documents: readonly SearchDocument[]; readonly last: boolean }
  | { readonly kind: 'queries'; readonly queries: readonly string[]; readonly now: Date };

export interface MatchingAnswer {
  /** Pairs of places, one behind the other: that of a query among those asked, that of a paper which it matches. */
  readonly pairs: Uint32Array;
  /** Queries that could not be held against the papers, by their place. */
  readonly failures: readonly { readonly query: number; readonly reason: string }[];
}
