import type { Kysely, Transaction } from 'kysely';
import type { Logger } from '../ops/logger.js';
import type { PaperChange, PaperStore } from '../papers/catalog.js';
import { type Paper, type PaperReading, readPaper } from '../papers/paper.js';
import { awaitPaperWriters } from './row-locks.js';
import type { PaperTable, Tables } from './schema.js';

/** So many papers are saved in one transaction: it stays short, and other work gets its turn in between. */
const CHUNK = 100;

interface PaperRepositoryOptions {
  readonly db: Kysely<Tables>;
  readonly logger: Logger;
}

/** Papers as JSON, checked again when they are read: a row that no longer fits is left out and named in the log. */
export function createPaperRepository(options: PaperRepositoryOptions): PaperStore {
  const { db } = options;
  return {
    async count() {
      const counted = db.selectFrom('paper').select(({ fn }) => fn.countAll<number | string>().as('papers'));
      // PostgreSQL counts beyond what a number holds, and answers with text.
      return Number((await counted.executeTakeFirstOrThrow()).papers);
    },
    async changedSince(sequence, most) {
      const changed = db.selectFrom('paper').selectAll().where('sequence', '>', sequence);
      const rows = await changed.orderBy('sequence').limit(most).execute();
      return { changes: readRows(rows, options), sequence: rows.at(-1)?.sequence ?? sequence };
    },
    async save(papers, now) {
      const latest = [...new Map(papers.map((paper) => [paper.id, paper])).values()];
      const counts = { added: 0, updated: 0 };
      for (let start = 0; start < latest.length; start += CHUNK) {
        const chunk = latest.slice(start, start + CHUNK);
        const saved = await db.transaction().execute((trx) => saveChunk(trx, chunk, now, options));
        counts.added += saved.added;
        counts.updated += saved.updated;
      }
      return counts;
    },
  };
}

async function saveChunk(
  trx: Transaction<Tables>,
  papers: readonly Paper[],
  now: Date,
  options: PaperRepositoryOptions,
): Promise<{ readonly added: number; readonly updated: number }> {
  await awaitPaperWriters(trx);
  const ids = papers.map(({ id }) => id);
  const existing = await trx.selectFrom('paper').selectAll().where('id', 'in', ids).execute();
  const known = new Map(existing.map((row) => [row.id, readRow(row, options)]));
  const changed = papers.filter((paper) => !sameContent(paper, known.get(paper.id)));
  if (changed.length === 0) return { added: 0, updated: 0 };
  const sequence = await lastSequence(trx);
  let added = 0;
  const rows = changed.map((paper, index): PaperTable => {
    if (!known.has(paper.id)) added += 1;
    return {
      id: paper.id,
      sequence: sequence + index + 1,
      json: JSON.stringify(stamped(paper, known.get(paper.id), now)),
    };
  });
  await trx
    .insertInto('paper')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        json: ref('excluded.json'),
        sequence: ref('excluded.sequence'),
      })),
    )
    .execute();
  return { added, updated: rows.length - added };
}

async function lastSequence(trx: Transaction<Tables>): Promise<number> {
  const last = await trx
    .selectFrom('paper')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  // On an empty table it is null, whatever the types say.
  return last?.sequence ?? 0;
}

function stamped(paper: Paper, before: Paper | undefined, now: Date): Paper {
  const updatedAt = now.toISOString();
  return { ...paper, firstSeenAt: before?.firstSeenAt ?? updatedAt, updatedAt };
}

function sameContent(paper: Paper, before: Paper | undefined): boolean {
  return before !== undefined && contentOf(paper) === contentOf(before);
}

function contentOf({ firstSeenAt: _firstSeenAt, updatedAt: _updatedAt, ...content }: Paper): string {
  return JSON.stringify(content, Object.keys(content).sort());
}

function readRows(rows: readonly PaperTable[], options: PaperRepositoryOptions): readonly PaperChange[] {
  return rows.flatMap((row) => {
    const paper = readRow(row, options);
    return paper === undefined ? [] : [{ paper, sequence: row.sequence }];
  });
}

function readRow(row: PaperTable, { logger }: PaperRepositoryOptions): Paper | undefined {
  const reading = readJson(row.json);
  if (reading.ok) return reading.paper;
  logger.warn({ event: 'paper-unreadable', reference: row.id, reason: reading.problem });
  return undefined;
}

function readJson(json: string): PaperReading {
  try {
    return readPaper(JSON.parse(json));
  } catch {
    return { ok: false, problem: 'the row is not JSON' };
  }
}
