import { freeSearch } from '../../src/search/free-search.js';
import { parseQuery } from '../../src/search/query/parse.js';
import { type OpenEngine, plainQuery } from '../engines.js';
import type { Peer } from './peer.js';

/** One of paperboy's engines, asked for any of the words; a typed line goes the way of the search command. */
export async function createOwnEngine(name: string, opens: () => Promise<OpenEngine>): Promise<Peer> {
  let open = await opens();
  const { keeps } = open;
  return {
    name,
    build: (documents) => open.engine.add(documents),
    async search(text, limit) {
      const query = plainQuery(text);
      if (query === undefined) return [];
      const request = { query, sort: 'relevance', offset: 0, limit, now: new Date() } as const;
      const { hits } = await open.engine.search({ ...request, match: 'any' });
      return hits;
    },
    async typed(line, limit) {
      const parsed = parseQuery(line);
      if (!parsed.ok) return [];
      const request = { query: parsed.query, sort: 'relevance', offset: 0, limit, now: new Date() } as const;
      const { hits } = await freeSearch(open.engine, request);
      return hits;
    },
    similar: (id, limit) => open.engine.similar(id, limit),
    suggest: (beginning, limit) => open.engine.suggest(beginning, limit),
    add: (documents) => open.engine.add(documents),
    settled: async () => open.settled?.(),
    ...(keeps && {
      save: () => open.engine.close(),
      async load() {
        open = await opens();
      },
    }),
    close: () => open.engine.close(),
  };
}
