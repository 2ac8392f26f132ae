import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Paper } from '../peers/peer.js';
import type { Judgements } from './metrics.js';

const id = z.coerce.string();
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

// Three files call the same things by different names: retrieval collections, arXiv and Hugging Face's daily papers.
const PaperLine = z
  .object({ _id: id.optional(), id: id.optional(), title: text, text, abstract: text, summary: text })
  .transform((line): Paper => {
    const abstract = line.text || line.abstract || line.summary;
    return { id: line._id ?? line.id ?? '', title: line.title, abstract };
  });

const QueryLine = z
  .object({ _id: id, text, metadata: z.object({ paper_id: id.optional() }).nullish() })
  .transform(
    ({ _id, text: asked, metadata }): CollectionQuery => ({
      id: _id,
      text: asked,
      paper: metadata?.paper_id,
    }),
  );

export interface CollectionQuery {
  readonly id: string;
  readonly text: string;
  /** The paper whose text this is, where it is one. */
  readonly paper: string | undefined;
}

/** The first papers of a file of JSON lines, packed or not. */
export function readPapers(file: string, most = Number.POSITIVE_INFINITY): readonly Paper[] {
  return readLines(file, most).map((line) => PaperLine.parse(JSON.parse(line)));
}

export function readQueries(folder: string): readonly CollectionQuery[] {
  return readLines(packedOrNot(folder, 'queries.jsonl')).map((line) => QueryLine.parse(JSON.parse(line)));
}

export function corpusOf(folder: string): string {
  return packedOrNot(folder, 'corpus.jsonl');
}

/** Reads query, document and grade, tab by tab; grades of zero say nothing. */
export function readJudgements(file: string): Judgements {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readLines(file)) {
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

// Line by line from the bytes: a large corpus would not fit into one string.
function readLines(file: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const bytes = readFileSync(file);
  const plain = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const lines: string[] = [];
  for (let start = 0; start < plain.length && lines.length < most; ) {
    const found = plain.indexOf(0x0a, start);
    const end = found < 0 ? plain.length : found;
    const line = plain.toString('utf8', start, end).trim();
    if (line !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}
