import type { Paper } from '../papers/paper.js';
import { parseDailyPapersPage } from './daily-papers-page.js';
import { capped, readBytes, readUnnamed, tooLarge } from './files/file-bytes.js';
import { type FileFormat, kindByContent, TELLING_BYTES } from './files/file-format.js';
import { listFiles } from './files/file-listing.js';
import { streamLines } from './files/line-stream.js';
import { readSavedResponse, savedItems } from './hugging-face/saved-response.js';
import { createJsonLineReader } from './jsonl.js';
import type { SourceBatch, SourceProblem } from './source.js';
import { decodeText, readAtMost } from './web/body.js';
import { SourceError } from './web/source-error.js';

const STANDARD_INPUT = 'standard input';
/** Pages and saved answers are read whole, lines as they come. */
const MOST_WHOLE_BYTES = 50_000_000;
/** Far more than anybody saves at once; millions of tiny ones would take minutes and all memory. */
const MOST_WHOLE_ITEMS = 100_000;
const MOST_LINE_BYTES = 4_000_000_000;
const PAPERS_A_BATCH = 500;
const NOTHING: SourceBatch = { papers: [], withdrawn: [], problems: [] };

export interface FileBatch extends SourceBatch {
  /** Why a file that was asked for could not be read, or not to its end: a sentence that names it. */
  readonly failure?: string;
}

/**
 * Reads papers from files, from folders with all that is below them, and from `-`, the given input. Never throws: what cannot be read is a
 * problem with its place, and the rest is read all the same.
 */
export async function* readSources(
  names: readonly string[],
  input?: AsyncIterable<Uint8Array>,
): AsyncGenerator<FileBatch> {
  for (const name of names) {
    if (name === '-' && input !== undefined) {
      yield* contained(readStandardInput(input));
      continue;
    }
    for await (const listed of listFiles(name)) {
      if ('failure' in listed) yield { ...NOTHING, failure: listed.failure };
      else if ('skipped' in listed) yield { ...NOTHING, problems: [listed.skipped] };
      else yield* contained(readFile(listed.file, listed.format));
    }
  }
}

async function* readStandardInput(input: AsyncIterable<Uint8Array>): AsyncGenerator<SourceBatch> {
  const { beginning, bytes } = await readUnnamed(input, STANDARD_INPUT, TELLING_BYTES);
  yield* readContent(bytes, kindByContent(beginning), STANDARD_INPUT);
}

function readFile(file: string, { kind, packed }: FileFormat): AsyncGenerator<SourceBatch> {
  return readContent(readBytes(file, packed), kind, file);
}

async function* readContent(
  bytes: AsyncIterable<Uint8Array>,
  kind: FileFormat['kind'],
  file: string,
): AsyncGenerator<SourceBatch> {
  if (kind === 'lines') {
    yield* readLines(capped(bytes, MOST_LINE_BYTES, file), file);
    return;
  }
  const text = await readText(bytes, file);
  if (kind === 'page' && countLines(text) > MOST_WHOLE_ITEMS) throw tooMany(file, 'lines');
  if (kind === 'page') yield readPage(text, file);
  else yield readAnswer(text, file);
}

async function* readLines(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<SourceBatch> {
  const reader = createJsonLineReader();
  let papers: Paper[] = [];
  let problems: SourceProblem[] = [];
  for await (const { number, text } of streamLines(bytes, file)) {
    const reading =
      text === undefined
        ? { ok: false as const, problem: 'it is longer than a paper can be' }
        : reader.read({ number, text });
    if (reading.ok) papers.push(reading.paper);
    else
      problems.push({
        place: `${file}:${number}`,
        message: `This line was skipped: ${reading.problem}.`,
      });
    if (papers.length + problems.length < PAPERS_A_BATCH) continue;
    yield { papers, withdrawn: [], problems };
    papers = [];
    problems = [];
  }
  yield { papers, withdrawn: [], problems };
}

function readAnswer(text: string, file: string): SourceBatch {
  const values = savedItems(parseJson(text, file));
  if ((values?.length ?? 0) > MOST_WHOLE_ITEMS) throw tooMany(file, 'items');
  return readSavedResponse(values, file);
}

function tooMany(file: string, what: string): SourceError {
  const most = MOST_WHOLE_ITEMS.toLocaleString('en');
  return new SourceError('unreadable', `${file} holds more than ${most} ${what}; I read none of it.`);
}

function countLines(text: string): number {
  let lines = 1;
  for (const _ of text.matchAll(/[\r\n]/g)) {
    lines += 1;
    if (lines > MOST_WHOLE_ITEMS) break;
  }
  return lines;
}

function readPage(text: string, file: string): SourceBatch {
  const { papers, problems } = parseDailyPapersPage(text, { fileName: file });
  return {
    papers,
    withdrawn: [],
    problems: problems.map(({ line, message }) => ({ place: `${file}:${line}`, message })),
  };
}

async function readText(bytes: AsyncIterable<Uint8Array>, file: string): Promise<string> {
  const whole = await readAtMost(bytes, MOST_WHOLE_BYTES);
  if (whole === undefined) throw tooLarge(file, MOST_WHOLE_BYTES);
  const reading = decodeText(whole);
  if (reading.ok) return reading.text;
  throw new SourceError('unreadable', `${file} ${reading.problem}.`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError('unreadable', `${file} is no JSON, or is cut off.`, { cause });
  }
}

/** Nothing that one file does ends the reading of the others. */
async function* contained(batches: AsyncGenerator<SourceBatch>): AsyncGenerator<FileBatch> {
  try {
    yield* batches;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    yield { ...NOTHING, failure: error.message };
  }
}
