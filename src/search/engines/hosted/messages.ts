import type { Completion, CompletionRequest } from '../../completion/complete-query.js';
import type { FreeSearchRequest, FreeSearchResult } from '../../free-search.js';
import type {
  SearchDocument,
  SearchPage,
  SearchRequest,
  SimilarHit,
  Suggestion,
} from '../../search-engine.js';
import type { SnapshotPlace } from '../bm25/snapshot-file.js';

export type EngineName = 'lunr' | 'bm25';

/** What a thread is told when it starts. */
export interface EngineOrder {
  readonly engine: EngineName;
  /** Where the engine keeps its index, if it can. */
  readonly snapshot?: SnapshotPlace & { readonly readOnly: boolean };
}

export type Question =
  | { readonly kind: 'search'; readonly request: SearchRequest }
  | { readonly kind: 'similar'; readonly id: string; readonly limit: number }
  | { readonly kind: 'suggest'; readonly prefix: string; readonly limit: number }
  | { readonly kind: 'search-freely'; readonly request: FreeSearchRequest }
  | { readonly kind: 'complete'; readonly request: Omit<CompletionRequest, 'signal'> };

export type Change =
  /** A part of what is added together; the engine is handed all of it with the last part. */
  | { readonly kind: 'add'; readonly documents: readonly SearchDocument[]; readonly last: boolean }
  | { readonly kind: 'remove'; readonly ids: readonly string[] };

export type Call = Question | Change | { readonly kind: 'close' };

export type Answer =
  | { readonly kind: 'found'; readonly page: SearchPage }
  | { readonly kind: 'similar'; readonly hits: readonly SimilarHit[] }
  | { readonly kind: 'suggested'; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'found-freely'; readonly result: FreeSearchResult }
  | { readonly kind: 'completed'; readonly completions: readonly Completion[] }
  /** So many papers are in the index now. */
  | { readonly kind: 'changed'; readonly size: number };

/** What the thread says unasked. */
export type EngineNotice =
  /** The engine stands, with the papers of the catalog up to this sequence number. */
  | { readonly kind: 'ready'; readonly size: number; readonly upTo: number }
  | { readonly kind: 'not-kept'; readonly reason: string };
