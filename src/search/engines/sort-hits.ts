import type { SearchDocument, SearchHit, Sort } from '../search-engine.js';

type Lookup = (id: string) => SearchDocument | undefined;

/** Puts hits, given by relevance, into the order asked for; ties keep their rank. */
export function sortHits(hits: readonly SearchHit[], sort: Sort, lookup: Lookup): readonly SearchHit[] {
  switch (sort) {
    case 'relevance':
      return hits;
    case 'new':
      return hits.toSorted((a, b) =>
        compare(lookup(b.id)?.publishedAt ?? '', lookup(a.id)?.publishedAt ?? ''),
      );
    case 'top':
      return hits.toSorted((a, b) => compare(interestIn(lookup(b.id)), interestIn(lookup(a.id))));
  }
}

/** A comment weighs as much as two upvotes; where nobody has counted either, it is less than none. */
export function interestIn(document: SearchDocument | undefined): number {
  const { upvotes, comments } = document ?? {};
  return upvotes === undefined && comments === undefined ? -1 : (upvotes ?? 0) + 2 * (comments ?? 0);
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
