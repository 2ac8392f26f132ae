import type { Logger } from '../../ops/logger.js';
import { completeQuery } from '../completion/complete-query.js';
import { freeSearch } from '../free-search.js';
import type { SearchDocument, SearchEngine } from '../search-engine.js';
import type { EngineName } from './hosted/messages.js';

export interface GrowingEngineOptions {
  /** How many papers there are at the start, and up to how many lunr is good enough. */
  readonly papers: number;
  readonly mostForLunr: number;
  readonly logger: Logger;
  open(name: EngineName): SearchEngine;
}

/**
 * Searches with lunr while there are few papers and with bm25 from then on. What would be too much for lunr is given to bm25 along with all
 * that is there already; lunr goes on answering until bm25 is ready, so that nobody sees the change. There is no way back.
 */
export function createGrowingEngine(options: GrowingEngineOptions): SearchEngine {
  const { mostForLunr, logger, open } = options;
  let current = open(options.papers > mostForLunr ? 'bm25' : 'lunr');
  const documents = new Map<string, SearchDocument>();
  let changes: Promise<void> = Promise.resolve();
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = changes.then(change);
    changes = done.catch(() => undefined);
    return done;
  };
  const grow = async () => {
    const larger = open('bm25');
    try {
      await larger.add([...documents.values()]);
    } catch (error) {
      await larger.close();
      throw error;
    }
    const smaller = current;
    current = larger;
    logger.info({ event: 'search-engine-changed', kind: larger.name, count: larger.size });
    documents.clear();
    await smaller.close();
  };
  return {
    get name() {
      return current.name;
    },
    get size() {
      return current.size;
    },
    add: (added) =>
      inTurn(async () => {
        if (current.name === 'bm25') return current.add(added);
        for (const document of added) documents.set(document.id, document);
        return documents.size > mostForLunr ? grow() : current.add(added);
      }),
    remove: (ids) =>
      inTurn(() => {
        for (const id of ids) documents.delete(id);
        return current.remove(ids);
      }),
    search: (request) => current.search(request),
    similar: (id, limit) => current.similar(id, limit),
    suggest: (prefix, limit) => current.suggest(prefix, limit),
    searchFreely: (request) => freeSearch(current, request),
    complete: (request) => completeQuery(current, request),
    async close() {
      await changes;
      await current.close();
    },
  };
}
