import { analyze } from '../src/search/analyzer.js';
import { openBm25Engine } from '../src/search/engines/bm25/bm25-engine.js';
import { HostedEngine } from '../src/search/engines/hosted/hosted-engine.js';
import { createLunrEngine } from '../src/search/engines/lunr/lunr-engine.js';
import type { QueryNode } from '../src/search/query/ast.js';
import type { Query } from '../src/search/query/query.js';
import type { SearchEngine } from '../src/search/search-engine.js';
import { createBenchHost } from './engine-host.js';

/** Best first: the first is what everything else is compared with, and what a collection is run through unless it is said otherwise. */
export const ENGINE_NAMES = ['bm25', 'lunr'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface OpenEngine {
  readonly engine: SearchEngine;
  /** Whether it is in its file once it is closed. */
  readonly keeps: boolean;
  /** Comes when no work is left from adding papers. */
  settled?(): Promise<void>;
}

const OPEN: { readonly [Name in EngineName]: (file: string | undefined) => Promise<OpenEngine> } = {
  async bm25(file) {
    const engine = await openBm25Engine(file === undefined ? {} : { snapshot: { file, stamp: 'bench' } });
    return { engine, keeps: file !== undefined, settled: () => engine.settled() };
  },
  lunr: async () => ({ engine: createLunrEngine(), keeps: false }),
};

/** The best engine as the bot runs it: in a thread of its own. */
export function openInThread(file: string | undefined): OpenEngine {
  const snapshot = file === undefined ? undefined : { file, stamp: 'bench', readOnly: false };
  const order = { engine: ENGINE_NAMES[0], ...(snapshot && { snapshot }) };
  return { engine: new HostedEngine(order, createBenchHost()), keeps: file !== undefined };
}

/** Opens the engine that is kept in a file; an empty one where there is none, or nothing is to be kept. */
export function openEngine(name: EngineName, file?: string): Promise<OpenEngine> {
  return OPEN[name](file);
}

/** Text of people who do not know the query language: every word is only a word. Undefined where there is none. */
export function plainQuery(text: string): Query | undefined {
  const words = new Set(
    text
      .normalize('NFC')
      .split(/\s+/)
      .filter((word) => analyze(word).length > 0),
  );
  const nodes = [...words].map((word): QueryNode => ({ kind: 'text', match: 'word', text: word }));
  const [first] = nodes;
  if (first === undefined) return undefined;
  return { text, root: nodes.length === 1 ? first : { kind: 'and', nodes } };
}
