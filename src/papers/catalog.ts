import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchDocument, SearchEngine } from '../search/search-engine.js';
import type { Paper } from './paper.js';
import { searchDocument } from './search-document.js';
import { feedOrder } from './trending.js';

/** Where papers are kept. A sequence number grows with every change, so that others can follow. */
export interface PaperStore {
  /** How many papers there are. */
  count(): Promise<number>;
  /** The papers changed after a sequence number, oldest change first and so many at most, and the number of the last of them. */
  changedSince(sequence: number, most: number): Promise<PaperChanges>;
  /** Adds or replaces papers by id; what is the same already is not counted. */
  save(papers: readonly Paper[], now: Date): Promise<{ readonly added: number; readonly updated: number }>;
}

export interface PaperChanges {
  readonly changes: readonly PaperChange[];
  /** Where to go on; the number asked with when nothing has changed since. */
  readonly sequence: number;
}

export interface PaperChange {
  readonly paper: Paper;
  readonly sequence: number;
}

/** Reading more in one go would hold up everything else. */
const PAGE = 200;

/** All papers known here, by id, with a search index derived from them. */
export interface Catalog {
  readonly size: number;
  get(id: string): Paper | undefined;
  /** In the order of their feeds: newest feed day first, then the source's own order. */
  all(): readonly Paper[];
  /** Takes in what the store has learned since the last time; returns how many papers that were. */
  follow(): Promise<number>;
}

/** Builds an empty catalog over a store; `follow` fills it. */
export function createCatalog(options: {
  readonly store: PaperStore;
  readonly engine: SearchEngine;
}): Catalog {
  const papers = new Map<string, Paper>();
  let ordered: readonly Paper[] = [];
  let sequence = 0;
  return {
    get size() {
      return papers.size;
    },
    get: (id) => papers.get(id),
    all: () => ordered,
    async follow() {
      const { changes, documents, sequence: newest } = await changesSince(options.store, sequence);
      // The index comes first: when it fails, the same papers are taken in again the next time.
      if (documents.length > 0) await options.engine.add(documents);
      for (const { paper } of changes) papers.set(paper.id, paper);
      if (changes.length > 0) ordered = [...papers.values()].sort(feedOrder);
      sequence = newest;
      return changes.length;
    },
  };
}

interface Followed extends PaperChanges {
  readonly documents: readonly SearchDocument[];
}

/** Reads page after page, and lets others have their turn in between. */
async function changesSince(store: PaperStore, start: number): Promise<Followed> {
  const changes: PaperChange[] = [];
  const documents: SearchDocument[] = [];
  let sequence = start;
  for (;;) {
    const page = await store.changedSince(sequence, PAGE);
    changes.push(...page.changes);
    documents.push(...page.changes.map(({ paper, sequence: at }) => searchDocument(paper, at)));
    if (page.sequence === sequence) return { changes, documents, sequence };
    sequence = page.sequence;
    await nextTurn();
  }
}
