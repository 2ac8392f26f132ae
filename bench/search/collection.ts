import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Paper } from '../peers/peer.js';
import type { Judgements } from './metrics.js';

/** A file that is not what it should be; the message says which, where and what. */
export class BadFileError extends Error {}

// Ids go into lines that are cut at tabs.
const id = z
  .union([z.string(), z.number()], 'is missing, or no string')
  .transform(String)
  .pipe(z.string().regex(/^[^\t\r\n]+$/, 'is empty, or has a tab or a line break in it'));
const text = z
  .string('is no string')
  .nullish()
  .transform((value) => value ?? '');

// Three files call the same things by different names: retrieval collections, arXiv and Hugging Face's daily papers.
const PaperLine = z
  .preprocess(
    (line) => (isRecord(line) && line['_id'] === undefined ? { ...line, _id: line['id'] } : line),
    z.object({ _id: id, title: text, text, abstract: text, summary: text }),
  )
  .transform(
    (line): Paper => ({
      id: line._id,
      title: line.title,
      abstract: line.text || line.abstract || line.summary,
    }),
  );

const QueryLine = z
  .object({ _id: id, text, metadata: z.object({ paper_id: id.optional() }).nullish() })
  .transform((line): CollectionQuery => ({ id: line._id, text: line.text, paper: line.metadata?.paper_id }));

export interface CollectionQuery {
  readonly id: string;
  readonly text: string;
  /** The paper whose text this is, where it is one. */
  readonly paper: string | undefined;
}

/** The first papers of a file of JSON lines, packed or not. */
export function readPapers(file: string, most = Number.POSITIVE_INFINITY): readonly Paper[] {
  return readRows(file, PaperLine, most);
}

export function readQueries(folder: string): readonly CollectionQuery[] {
  return readRows(packedOrNot(folder, 'queries.jsonl'), QueryLine);
}

export function corpusOf(folder: string): string {
  return packedOrNot(folder, 'corpus.jsonl');
}

/** Reads query, document and grade, tab by tab; grades of zero say nothing. */
export function readJudgements(file: string): Judgements {
  const judgements = new Map<string, Map<string, number>>();
  for (const { line } of readLines(file)) {
    const [query = '', document = '', value] = line.split('\t');
    const grade = Number(value);
    if (!(grade > 0)) continue;
    const relevant = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, relevant.set(document, grade));
  }
  return judgements;
}

function packedOrNot(folder: string, name: string): string {
  const plain = join(folder, name);
  return existsSync(plain) ? plain : `${plain}.gz`;
}

function readRows<Row>(file: string, schema: z.ZodType<Row>, most?: number): readonly Row[] {
  return readLines(file, most).map(({ line, number }) => {
    const where = `${file}, line ${number}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new BadFileError(`${where} is no JSON: ${line.slice(0, 60)}`);
    }
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new BadFileError(`${where}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(' ')}.`);
  });
}

interface Line {
  readonly line: string;
  /** From 1, as editors count. */
  readonly number: number;
}

// Line by line from the bytes: a large corpus would not fit into one string.
function readLines(file: string, most = Number.POSITIVE_INFINITY): readonly Line[] {
  const bytes = unpacked(file);
  const lines: Line[] = [];
  for (let start = 0, number = 1; start < bytes.length && lines.length < most; number++) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.toString('utf8', start, end).trim();
    if (line !== '') lines.push({ line, number });
    start = end + 1;
  }
  return lines;
}

function unpacked(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  } catch (error) {
    throw new BadFileError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
