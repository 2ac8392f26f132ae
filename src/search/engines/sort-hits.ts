import type { SearchDocument, SearchHit } from '../search-engine.js';

type Lookup = (id: string) => SearchDocument | undefined;
type Order = (a: SearchHit, b: SearchHit) => number;

/** Newest first; papers without a date last; ties keep their rank. */
export function byDate(lookup: Lookup): Order {
  return (a, b) => compare(lookup(b.id)?.publishedAt ?? '', lookup(a.id)?.publishedAt ?? '');
}

/** Most popular first; papers nobody has counted last; ties keep their rank. */
export function byPopularity(lookup: Lookup): Order {
  return (a, b) => compare(lookup(b.id)?.popularity ?? -1, lookup(a.id)?.popularity ?? -1);
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
