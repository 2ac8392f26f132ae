import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchEngine } from '../search/search-engine.js';
import type { Paper } from './paper.js';
import type { PaperChange, PaperGone, PaperStore } from './paper-store.js';
import { searchDocument } from './search-document.js';
import { feedOrder } from './trending.js';

/** Reading more in one go would hold up everything else. */
const PAGE = 200;

/** All papers known here, by id, with a search index derived from them. Papers that were withdrawn are not among them. */
export interface Catalog {
  readonly size: number;
  /** The paper of an id, also of one it had before. */
  get(id: string): Paper | undefined;
  /** The id that a paper has now, for those who kept an older one; any other id is returned as it is. */
  resolve(id: string): string;
  /** What was known of a paper that has been withdrawn since. */
  withdrawn(id: string): Paper | undefined;
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
  const { store, engine } = options;
  const papers = new Map<string, Paper>();
  const aliases = new Map<string, string>();
  const withdrawn = new Map<string, Paper>();
  let ordered: readonly Paper[] = [];
  let sequence = 0;
  let following: Promise<unknown> = Promise.resolve();
  const resolve = (id: string) => aliases.get(id) ?? id;
  const forget = (id: string) => [papers, aliases, withdrawn].map((known) => known.delete(id));

  const takeIn = async () => {
    const { latest, sequence: newest } = await changesSince(store, sequence);
    const changes = [...latest.values()].filter(isThere);
    const gone = [...latest.values()].filter(isGone);
    // The index comes first: when it fails, the same papers are taken in again the next time.
    if (changes.length > 0)
      await engine.add(changes.map(({ paper, sequence: at }) => searchDocument(paper, at)));
    if (gone.length > 0) await engine.remove(gone.map(({ id }) => id));
    for (const id of latest.keys()) forget(id);
    for (const { paper } of changes) papers.set(paper.id, paper);
    for (const one of gone) {
      if (one.kind === 'moved') aliases.set(one.id, one.to);
      else withdrawn.set(one.id, one.paper);
    }
    if (latest.size > 0) ordered = [...papers.values()].sort(feedOrder);
    sequence = newest;
    return latest.size;
  };

  return {
    get size() {
      return papers.size;
    },
    get: (id) => papers.get(resolve(id)),
    resolve,
    withdrawn: (id) => withdrawn.get(resolve(id)),
    all: () => ordered,
    follow() {
      // One at a time: an older look must not overwrite a newer one.
      const turn = following.then(takeIn, takeIn);
      following = turn;
      return turn;
    },
  };
}

function isGone(change: PaperChange | PaperGone): change is PaperGone {
  return 'kind' in change;
}

function isThere(change: PaperChange | PaperGone): change is PaperChange {
  return !isGone(change);
}

/** Reads page after page, and lets others have their turn in between. Of two changes of one paper the later counts. */
async function changesSince(store: PaperStore, start: number) {
  const latest = new Map<string, PaperChange | PaperGone>();
  let sequence = start;
  for (;;) {
    const page = await store.changedSince(sequence, PAGE);
    for (const change of page.changes) latest.set(change.paper.id, change);
    for (const gone of page.gone) latest.set(gone.id, gone);
    if (page.sequence === sequence) return { latest, sequence };
    sequence = page.sequence;
    await nextTurn();
  }
}
