import type { QueryNode } from '../../query/ast.js';

// The engine's side of src/search/search-engine.ts as it will be; to become `export type { … } from '../../search-engine.js'`.

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
}

export interface Query {
  readonly text: string;
  readonly root: QueryNode;
}

export type Sort = 'relevance' | 'new' | 'top';

export interface SearchRequest {
  readonly query: Query;
  readonly match: 'all' | 'any';
  readonly sort: Sort;
  readonly offset: number;
  readonly limit: number;
  readonly now: Date;
}

export interface SearchHit {
  readonly id: string;
  readonly score: number;
}

export interface SearchPage {
  readonly total: number;
  readonly hits: readonly SearchHit[];
}

export interface SimilarHit extends SearchHit {
  readonly shared: readonly string[];
}

export interface Suggestion {
  readonly kind: 'word' | 'author' | 'organization' | 'keyword' | 'title';
  readonly text: string;
  readonly count: number;
}

export interface SearchEngine {
  readonly name: string;
  readonly size: number;
  add(documents: readonly SearchDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchPage>;
  similar(id: string, limit: number): Promise<readonly SimilarHit[]>;
  suggest(prefix: string, limit: number): Promise<readonly Suggestion[]>;
  close(): Promise<void>;
}
