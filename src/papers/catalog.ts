import type { SearchDocument, SearchEngine } from '../search/search-engine.js';
import type { Paper } from './paper.js';
import { feedOrder } from './trending.js';

/** Where papers are kept. A sequence number grows with every change, so that others can follow. */
export interface PaperStore {
  /** How many papers there are. */
  count(): Promise<number>;
  /** The papers changed after a sequence number, and the newest number there is. */
  changedSince(sequence: number): Promise<{ readonly papers: readonly Paper[]; readonly sequence: number }>;
  /** Adds or replaces papers by id; what is the same already is not counted. */
  save(papers: readonly Paper[], now: Date): Promise<{ readonly added: number; readonly updated: number }>;
}

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
      const changes = await options.store.changedSince(sequence);
      // The index comes first: when it fails, the same papers are taken in again the next time.
      if (changes.papers.length > 0) await options.engine.add(changes.papers.map(searchDocument));
      for (const paper of changes.papers) papers.set(paper.id, paper);
      if (changes.papers.length > 0) ordered = [...papers.values()].sort(feedOrder);
      sequence = changes.sequence;
      return changes.papers.length;
    },
  };
}

function searchDocument(paper: Paper): SearchDocument {
  const { id, title, abstract = '', authors, organization, aiKeywords, publishedAt } = paper;
  const { upvotes, comments, githubStars } = paper;
  return {
    id,
    title,
    abstract,
    ...(authors === undefined ? {} : { authors }),
    ...(organization === undefined ? {} : { organization }),
    ...(aiKeywords === undefined ? {} : { keywords: aiKeywords }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(upvotes === undefined ? {} : { upvotes }),
    ...(comments === undefined ? {} : { comments }),
    ...(githubStars === undefined ? {} : { stars: githubStars }),
  };
}
