import MiniSearch, { type Options } from 'minisearch';
import type { Paper, Peer } from './peer.js';

const OPTIONS: Options<Paper> = { fields: ['title', 'abstract'] };

/** MiniSearch with its defaults: any word, BM25+. */
export function createMiniSearch(): Peer {
  let index = new MiniSearch<Paper>(OPTIONS);
  return {
    name: 'MiniSearch',
    build(documents) {
      index.addAll(documents);
    },
    search: (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id, score }) => ({ id: String(id), score })),
    add(documents) {
      index.addAll(documents);
    },
    save: () => Buffer.from(JSON.stringify(index)),
    load(saved) {
      index = MiniSearch.loadJSON(Buffer.from(saved).toString(), OPTIONS);
    },
  };
}
