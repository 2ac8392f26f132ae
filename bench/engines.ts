import { analyze } from '../src/search/analyzer.js';
import { createLunrEngine } from '../src/search/engines/lunr-engine.js';
import type { Query } from '../src/search/query/query.js';
import type { SearchEngine } from '../src/search/search-engine.js';

/** Best first: the first is what everything else is compared with, and what a collection is run through unless it is said otherwise. */
export const ENGINE_NAMES = ['lunr'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface OpenEngine {
  readonly engine: SearchEngine;
  /** Comes when no work is left from adding papers. */
  settled?(): Promise<void>;
  save?(): Promise<Uint8Array>;
}

const OPEN: { readonly [Name in EngineName]: (saved?: Uint8Array) => Promise<OpenEngine> } = {
  lunr: async () => ({ engine: createLunrEngine() }),
};

/** Opens an empty engine, or one with what was saved. */
export function openEngine(name: EngineName, saved?: Uint8Array): Promise<OpenEngine> {
  return OPEN[name](saved);
}

/** Text of people who do not know the query language: every word is only a word. Undefined where there is none. */
export function plainQuery(text: string): Query | undefined {
  const words = new Map(analyze(text).map((token) => [token.exact, token]));
  const clauses = [...words.values()].map(
    ({ stem, exact }) => ({ kind: 'term', stem, exact, negated: false }) as const,
  );
  return clauses.length === 0 ? undefined : { text, clauses };
}
