import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
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
export function readPapers(file: string, most?: number): Promise<readonly Paper[]> {
  return readRows(file, PaperLine, most);
}

export function readQueries(folder: string): Promise<readonly CollectionQuery[]> {
  return readRows(packedOrNot(folder, 'queries.jsonl'), QueryLine);
}

export function corpusOf(folder: string): string {
  return packedOrNot(folder, 'corpus.jsonl');
}

/** Reads query, document and grade, tab by tab; grades of zero say nothing. */
export async function readJudgements(file: string): Promise<Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  for await (const { line } of linesOf(file)) {
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

async function readRows<Row>(
  file: string,
  schema: z.ZodType<Row>,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const { line, number } of linesOf(file)) {
    if (rows.length >= most) break;
    rows.push(readRow(`${file}, line ${number}`, line, schema));
  }
  return rows;
}

function readRow<Row>(where: string, line: string, schema: z.ZodType<Row>): Row {
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
}

/** The lines that have something in them, numbered from 1. Nothing is read beyond what is asked for, and no file has to fit into memory. */
async function* linesOf(file: string): AsyncGenerator<{ readonly line: string; readonly number: number }> {
  let number = 0;
  let rest = '';
  for await (const text of textOf(file)) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield { line: line.trim(), number };
    }
  }
  if (rest.trim() !== '') yield { line: rest.trim(), number: number + 1 };
}

async function* textOf(file: string): AsyncGenerator<string> {
  const read = createReadStream(file);
  // The error comes out of the last of the streams, where it is caught.
  const bytes = file.endsWith('.gz') ? pipeline(read, createGunzip(), () => undefined) : read;
  bytes.setEncoding('utf8');
  try {
    for await (const text of bytes) yield String(text);
  } catch (error) {
    throw new BadFileError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

/** Why a file could not be opened, without the code and the path that Node puts around it. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]+: /, '').replace(/, [a-z]+( '.*')?$/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
