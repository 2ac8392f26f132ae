import type { Query } from './query/query.js';

/** What a search engine knows of a paper. Dates are ISO, `popularity` any number that grows with interest; unknown is absent. */
export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly publishedAt?: string;
  readonly popularity?: number;
}

export type Sort = 'relevance' | 'new' | 'top';

export interface SearchRequest {
  readonly query: Query;
  /** `all`: every clause must hold. `any`: one wanted word is enough; exclusions still hold. */
  readonly match: 'all' | 'any';
  readonly sort: Sort;
  /** Hits to pass over, and to return at most. */
  readonly offset: number;
  readonly limit: number;
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

/** Finds papers by words. The index is derived from the catalog and can always be rebuilt from it. */
export interface SearchEngine {
  readonly name: string;
  readonly size: number;
  /** Adds papers; one that is known already is replaced. */
  add(documents: readonly SearchDocument[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchPage>;
  /** The papers nearest to one, itself left out; empty for an unknown id. */
  similar(id: string, limit: number): Promise<readonly SimilarHit[]>;
  close(): Promise<void>;
}
