import { type EngineName, type OpenEngine, openEngine, plainQuery } from '../engines.js';
import type { Peer } from './peer.js';

/** One of paperboy's engines, asked for any of the words. */
export async function createOwnEngine(name: EngineName): Promise<Peer> {
  let open: OpenEngine = await openEngine(name);
  const { save } = open;
  return {
    name: `our ${name}`,
    build: (documents) => open.engine.add(documents),
    async search(text, limit) {
      const query = plainQuery(text);
      if (query === undefined) return [];
      const now = new Date();
      const { hits } = await open.engine.search({
        query,
        match: 'any',
        sort: 'relevance',
        offset: 0,
        limit,
        now,
      });
      return hits;
    },
    similar: (id, limit) => open.engine.similar(id, limit),
    add: (documents) => open.engine.add(documents),
    settled: async () => open.settled?.(),
    ...(save === undefined
      ? {}
      : {
          save,
          async load(saved: Uint8Array) {
            open = await openEngine(name, saved);
          },
        }),
    close: () => open.engine.close(),
  };
}
