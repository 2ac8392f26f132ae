import { readFileSync, writeFileSync } from 'node:fs';
import { Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';
import { z } from 'zod';
import type { Paper, Peer } from './peer.js';

const Saved = z.array(z.tuple([z.string(), z.string()]));

/**
 * With its English encoder (stems and stop words), which its guide advises for English and which is better and faster than its default, and
 * with `suggest` for papers that lack a word. It keeps an order but no scores.
 */
export function createFlexSearch(file: string): Peer {
  const empty = () => new Index({ encoder: new Encoder(english) });
  let index = empty();
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
      writeFileSync(file, JSON.stringify(parts));
    },
    load() {
      index = empty();
      for (const [key, data] of Saved.parse(JSON.parse(readFileSync(file, 'utf8')))) index.import(key, data);
    },
  };
}
