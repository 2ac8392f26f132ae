import { create, insertMultiple, load, save, search } from '@orama/orama';
import type { Paper, Peer } from './peer.js';

// Papers are stored one by one between turns of the event loop unless a batch holds them all.
const BATCH = 1_000;

/** Orama with its defaults: any word, BM25. */
export function createOrama(): Peer {
  const empty = () => create({ schema: { title: 'string', abstract: 'string' } });
  let database = empty();
  const add = async (documents: readonly Paper[]) => {
    await insertMultiple(
      database,
      documents.map((document) => ({ ...document })),
      BATCH,
    );
  };
  return {
    name: 'Orama',
    build: add,
    async search(text, limit) {
      const { hits } = await search(database, { term: text, limit });
      return hits.map(({ id, score }) => ({ id, score }));
    },
    add,
    save: () => Buffer.from(JSON.stringify(save(database))),
    load(saved) {
      database = empty();
      load(database, JSON.parse(Buffer.from(saved).toString()));
    },
  };
}
