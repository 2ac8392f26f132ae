import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Logger } from '../ops/logger.js';
import { type KnownPaper, OBSERVED_FIELDS, type ObservedAt, observePaper } from '../papers/merge.js';
import { type Paper, type PaperReading, readPaper } from '../papers/paper.js';
import type { PaperTable, Tables } from './schema.js';

/** A row of a paper; what it says is absent when it can no longer be read. */
export interface StoredPaper {
  readonly id: string;
  readonly sequence: number;
  readonly known?: KnownPaper;
}

export interface PaperRowsOptions {
  readonly db: Kysely<Tables>;
  readonly logger: Logger;
}

/** Reads papers by id, with when they were observed. */
export async function readStored(
  ids: readonly string[],
  { db, logger }: PaperRowsOptions,
): Promise<ReadonlyMap<string, StoredPaper>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('paper')
    .leftJoin('paper_observed', 'paper_id', 'id')
    .select(['id', 'sequence', 'paper.json', 'paper_observed.json as observed'])
    .where('id', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ observed, ...row }) => {
      const paper = readPaperRow(row, logger);
      const known = paper === undefined ? {} : { known: { paper, observed: readObserved(observed, paper) } };
      return [row.id, { id: row.id, sequence: row.sequence, ...known }];
    }),
  );
}

/** A row that no longer fits is left out and named in the log. */
export function readPaperRow(
  { id, json }: Pick<PaperTable, 'id' | 'json'>,
  logger: Logger,
): Paper | undefined {
  const reading = readJson(json);
  if (reading.ok) return reading.paper;
  logger.warn({ event: 'paper-unreadable', reference: id, reason: reading.problem });
  return undefined;
}

function readJson(json: string): PaperReading {
  try {
    return readPaper(JSON.parse(json));
  } catch {
    return { ok: false, problem: 'the row is not JSON' };
  }
}

const observedSchema = z.partialRecord(z.enum(OBSERVED_FIELDS), z.string());

/** What was saved before observations were dated counts for the time of its last change. */
function readObserved(json: string | null, paper: Paper): ObservedAt {
  if (json === null) return observePaper(paper, new Date(paper.updatedAt ?? 0)).observed;
  const observed = observedSchema.parse(JSON.parse(json));
  // What was saved before it was noted who had named the authors counts for the source of the paper.
  const { authors, authorsSource } = observed;
  return authors === undefined || authorsSource !== undefined
    ? observed
    : { ...observed, authorsSource: paper.source };
}
