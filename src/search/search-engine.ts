import type { Completion, CompletionRequest } from './completion/complete-query.js';
import type { FreeSearchRequest, FreeSearchResult } from './free-search.js';
import type { Query } from './query/query.js';

/** What a search engine knows of a paper. Dates are ISO; unknown is absent, never zero or empty. */
export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  readonly organization?: string;
  readonly keywords?: readonly string[];
  readonly publishedAt?: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly stars?: number;
  /** The catalog's sequence number of the last change. */
  readonly sequence?: number;
}

/** `top` is by (upvotes + 2 * comments); papers of unknown date or interest come last. Ties keep the order of relevance. */
export type Sort = 'relevance' | 'new' | 'top';

export interface SearchRequest {
  readonly query: Query;
  /** `all`: exactly what the query says. `any`: one wanted word is enough; fields, counts, dates and exclusions still hold. */
  readonly match: 'all' | 'any';
  readonly sort: Sort;
  /** Hits to pass over, and to return at most; with a limit of 0 papers are counted and nothing is ranked. */
  readonly offset: number;
  readonly limit: number;
  /** What `age<` counts from. */
  readonly now: Date;
}

export interface SearchHit {
  readonly id: string;
  /** Comparable within one answer only. */
  readonly score: number;
}

export interface SearchPage {
  /** How many papers match in all, beyond this page. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
}

export interface SimilarHit extends SearchHit {
  /** The words both papers lean on, strongest first, as the hit writes them. */
  readonly shared: readonly string[];
}

/** What a beginning of a word, a name or a title could become; `count` is the number of papers. */
export interface Suggestion {
  readonly kind: 'word' | 'author' | 'organization' | 'keyword' | 'title';
  readonly text: string;
  readonly count: number;
}

/** Finds papers by words. The index is derived from the catalog and can always be rebuilt from it. */
export interface SearchEngine {
  readonly name: string;
  readonly size: number;
  /** Adds papers; one that is known already is replaced. */
  add(documents: readonly SearchDocument[]): Promise<void>;
  /** Takes papers out; unknown ids are passed over. */
  remove(ids: readonly string[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchPage>;
  /** The papers nearest to one, itself left out; empty for an unknown id. */
  similar(id: string, limit: number): Promise<readonly SimilarHit[]>;
  /** Completions of what is being typed, the most common first; empty for less than two characters. */
  suggest(prefix: string, limit: number): Promise<readonly Suggestion[]>;
  /** `freeSearch` in one question, for an engine that is in another thread; one that is near is asked step by step. */
  searchFreely?(request: FreeSearchRequest): Promise<FreeSearchResult>;
  /** The same of `completeQuery`. */
  complete?(request: CompletionRequest): Promise<readonly Completion[]>;
  close(): Promise<void>;
}
