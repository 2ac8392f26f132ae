import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Paper, Peer } from './peer.js';

const Rows = z.array(z.object({ id: z.string(), score: z.number() }));

/**
 * SQLite's own full-text index, in memory, with its Porter stemmer over unicode61; bm25() ranks, and any word may match. A title weight of 2 or
 * 3 is as good (better on one judged set, worse on another), so that the default stays. It has no stop words.
 */
export function createFts5(file: string): Peer {
  let database = new Database(':memory:');
  database.exec(
    "create virtual table papers using fts5(id unindexed, title, abstract, tokenize = 'porter unicode61')",
  );
  let ranked = prepared(database);
  const add = (documents: readonly Paper[]) => {
    const insert = database.prepare('insert into papers (id, title, abstract) values (?, ?, ?)');
    database.transaction(() => {
      for (const { id, title, abstract } of documents) insert.run(id, title, abstract);
    })();
  };
  return {
    name: 'SQLite FTS5',
    build: add,
    search(text, limit) {
      const words = new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
      if (words.size === 0) return [];
      const any = [...words].map((word) => `"${word}"`).join(' OR ');
      return Rows.parse(ranked.all(any, limit));
    },
    add,
    save() {
      writeFileSync(file, database.serialize());
    },
    load() {
      database = new Database(readFileSync(file));
      ranked = prepared(database);
    },
    close() {
      database.close();
    },
  };
}

function prepared(database: Database.Database): Database.Statement {
  return database.prepare('select id, -rank as score from papers where papers match ? order by rank limit ?');
}
