import { type EngineName, openEngine, plainQuery } from '../engines.js';
import type { Peer } from './peer.js';

/** One of paperboy's engines, asked for any of the words. */
export function createOwnEngine(name: EngineName): Peer {
  const engine = openEngine(name);
  return {
    name: `our ${name}`,
    build: (documents) => engine.add(documents),
    async search(text, limit) {
      const query = plainQuery(text);
      if (query === undefined) return [];
      const now = new Date();
      const { hits } = await engine.search({ query, match: 'any', sort: 'relevance', offset: 0, limit, now });
      return hits;
    },
    similar: (id, limit) => engine.similar(id, limit),
    add: (documents) => engine.add(documents),
    close: () => engine.close(),
  };
}
