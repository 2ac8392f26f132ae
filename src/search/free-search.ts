import { loosen } from './query/wanted-words.js';
import type { SearchEngine, SearchHit, SearchRequest } from './search-engine.js';

/** Fewer papers with all of the words than this, and papers with some of them follow. */
const TOO_FEW = 3;

export type FreeSearchRequest = Omit<SearchRequest, 'match'>;

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
  request: FreeSearchRequest,
): Promise<FreeSearchResult> {
  if (engine.searchFreely !== undefined) return engine.searchFreely(request);
  const { offset, limit, query } = request;
  const all = await engine.search({ ...request, match: 'all' });
  if (all.total >= TOO_FEW || loosen(query.root) === query.root) return { ...all, strict: all.total };

  const strict = await engine.search({ ...request, offset: 0, limit: TOO_FEW, match: 'all' });
  const known = new Set(strict.hits.map(({ id }) => id));
  const any = await engine.search({
    ...request,
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
