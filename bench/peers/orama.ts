import { readFileSync, writeFileSync } from 'node:fs';
import { create, insertMultiple, load, save, search } from '@orama/orama';
import type { Paper, Peer } from './peer.js';
import { stopWords } from './stemmed-words.js';

// Papers are stored one by one between turns of the event loop unless a batch holds them all.
const BATCH = 1_000;

/**
 * Any word may match and BM25 ranks, which is the default. Stemmer and stop words, as its guide shows them: they make it much better and
 * faster. A title boost of 2 changes next to nothing, and `exact` leaves almost nothing of the answers.
 */
export function createOrama(file: string): Peer {
  const tokenizer = { language: 'english', stemming: true, stopWords: [...stopWords] };
  const empty = () => create({ schema: { title: 'string', abstract: 'string' }, components: { tokenizer } });
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
    save() {
      writeFileSync(file, JSON.stringify(save(database)));
    },
    load() {
      database = empty();
      load(database, JSON.parse(readFileSync(file, 'utf8')));
    },
  };
}
