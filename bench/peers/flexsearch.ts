import { Index } from 'flexsearch';
import { z } from 'zod';
import type { Paper, Peer } from './peer.js';

const Saved = z.array(z.tuple([z.string(), z.string()]));

/** FlexSearch with its defaults, and `suggest` for papers that lack a word. It keeps an order but no scores. */
export function createFlexSearch(): Peer {
  let index = new Index();
  const add = (documents: readonly Paper[]) => {
    for (const { id, title, abstract } of documents) index.add(id, `${title} ${abstract}`);
  };
  return {
    name: 'FlexSearch',
    build: add,
    search: (text, limit) =>
      index
        .search(text, { limit, suggest: true })
        .map((id, rank) => ({ id: String(id), score: limit - rank })),
    add,
    save() {
      const parts: [string, string][] = [];
      index.export((key: string, data: string) => {
        if (data !== undefined) parts.push([key, data]);
      });
      return Buffer.from(JSON.stringify(parts));
    },
    load(saved) {
      index = new Index();
      for (const [key, data] of Saved.parse(JSON.parse(Buffer.from(saved).toString())))
        index.import(key, data);
    },
  };
}
