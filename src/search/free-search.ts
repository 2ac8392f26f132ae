import { looseTerms, type Query, wantedTerms } from './query/query.js';
import type { SearchEngine, SearchHit, Sort } from './search-engine.js';

/** Fewer papers with all of the words than this, and papers with some of them follow. */
const TOO_FEW = 3;

export interface FreeSearchResult {
  /** How many papers there are to page through. */
  readonly total: number;
  /** How many of them hold every clause; they come first. */
  readonly strict: number;
  readonly hits: readonly SearchHit[];
}

/** Searches the way people expect of a chat: all words first; where that finds too little, any of them, behind. */
export async function freeSearch(
  engine: SearchEngine,
  request: { readonly query: Query; readonly sort: Sort; readonly offset: number; readonly limit: number },
): Promise<FreeSearchResult> {
  const { query, sort, offset, limit } = request;
  const all = await engine.search({ query, sort, offset, limit, match: 'all' });
  const narrow = wantedTerms(query).length > 1 && looseTerms(query).length > 0;
  if (all.total >= TOO_FEW || !narrow) return { ...all, strict: all.total };

  const strict = await engine.search({ query, sort, offset: 0, limit: TOO_FEW, match: 'all' });
  const known = new Set(strict.hits.map(({ id }) => id));
  const any = await engine.search({
    query,
    sort,
    offset: 0,
    limit: offset + limit + known.size,
    match: 'any',
  });
  const rest = any.hits.filter(({ id }) => !known.has(id));
  return {
    total: any.total,
    strict: known.size,
    hits: [...strict.hits, ...rest].slice(offset, offset + limit),
  };
}
