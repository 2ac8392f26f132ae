import { rename, writeFile } from 'node:fs/promises';
import { openStoreOf } from '../house.js';
import type { Paper } from '../papers/paper.js';
import { formatJsonLines } from '../sources/jsonl.js';
import { readSource } from '../sources/read-source.js';
import { complain, sentenceOf, type Terminal } from './terminal.js';

/** `paperboy ingest FILE`: reads papers into the catalog, or with `--out` into a file of JSON lines; lines that do not fit are named. */
export async function ingest(
  terminal: Terminal,
  files: readonly string[],
  options: { readonly out?: string },
): Promise<number> {
  const { problems } = terminal.reading;
  if (problems.length > 0) return complain(terminal, problems);
  try {
    const papers: Paper[] = [];
    for (const file of files) papers.push(...(await readFile(terminal, file)));
    if (papers.length === 0) return complain(terminal, ['No paper was found; nothing was written.']);
    const done =
      options.out === undefined ? await toCatalog(terminal, papers) : await toFile(options.out, papers);
    terminal.output.write(`${done}\n`);
    return 0;
  } catch (error) {
    return complain(terminal, [sentenceOf(error)]);
  }
}

async function readFile({ errors }: Terminal, file: string): Promise<readonly Paper[]> {
  const { papers, problems } = await readSource(file);
  for (const { line, message } of problems) errors.write(`${file}:${line}: ${message}\n`);
  return papers;
}

async function toCatalog({ reading, clock, logger }: Terminal, papers: readonly Paper[]): Promise<string> {
  const store = await openStoreOf({ config: reading.config, clock, logger });
  try {
    const counts = await store.papers.merge({ papers, withdrawn: [] }, clock.now());
    const { added, merged, unchanged } = counts;
    return `${papers.length} papers read: ${added} new, ${merged} changed, ${unchanged} known already.`;
  } finally {
    await store.close();
  }
}

/** Written beside its place and then moved there, so that nobody ever reads half a file. */
async function toFile(file: string, papers: readonly Paper[]): Promise<string> {
  await writeFile(`${file}.part`, formatJsonLines(papers));
  await rename(`${file}.part`, file);
  return `${papers.length} papers written to ${file}.`;
}
