import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { openStoreOf } from '../house.js';
import type { Paper } from '../papers/paper.js';
import { formatJsonLines } from '../sources/jsonl.js';
import { type FileBatch, readSources } from '../sources/read-source.js';
import type { SourceBatch } from '../sources/source.js';
import { complain, sentenceOf, type Terminal } from './terminal.js';

export interface IngestChoices {
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** Takes in what was read, batch by batch, and says at last what became of it. */
interface Taker {
  take(batch: SourceBatch): Promise<void>;
  finish(): Promise<string>;
  /** Nothing was read, or something went wrong. */
  abandon(): Promise<void>;
}

/**
 * `paperboy ingest FILE|FOLDER|-`: reads papers into the catalog, or with `--out` into a file of JSON lines. What does not fit is named by
 * its place, what cannot be read by its name, and the rest is taken in all the same.
 */
export async function ingest(
  terminal: Terminal,
  names: readonly string[],
  options: IngestChoices,
): Promise<number> {
  const { problems } = terminal.reading;
  if (problems.length > 0) return complain(terminal, problems);
  if (options.dryRun === true && options.out !== undefined) return complain(terminal, [DRY_RUN_WITH_OUT]);
  const failures: string[] = [];
  let taker: Taker | undefined;
  let isDone = false;
  try {
    for await (const batch of readSources(names, terminal.input)) {
      report(terminal, batch);
      if (batch.failure !== undefined) failures.push(batch.failure);
      if (batch.papers.length + batch.withdrawn.length === 0) continue;
      taker ??= await openTaker(terminal, options);
      await taker.take(batch);
    }
    if (taker === undefined) failures.push(`No paper was found in ${names.join(', ')}; nothing was written.`);
    else terminal.output.write(`${await taker.finish()}\n`);
    isDone = taker !== undefined;
  } catch (error) {
    await taker?.abandon();
    failures.push(sentenceOf(error));
  }
  return failures.length === 0 ? 0 : complain(terminal, failures, isDone ? 'partly' : undefined);
}

const DRY_RUN_WITH_OUT =
  '--dry-run writes nothing, and --out names a file to be written: leave one of them out.';

function report({ errors }: Terminal, { problems }: FileBatch): void {
  for (const { place, message } of problems) errors.write(`${place}: ${message}\n`);
}

function openTaker(terminal: Terminal, { out, dryRun }: IngestChoices): Promise<Taker> | Taker {
  if (dryRun === true) return openDryRun();
  return out === undefined ? openCatalog(terminal) : openFile(out);
}

async function openCatalog({ reading, clock, logger }: Terminal): Promise<Taker> {
  const store = await openStoreOf({ config: reading.config, clock, logger });
  const now = clock.now();
  const sums = { read: 0, added: 0, merged: 0, unchanged: 0, withdrawn: 0 };
  return {
    async take({ papers, withdrawn }) {
      const counts = await store.papers.merge({ papers, withdrawn }, now);
      sums.read += papers.length;
      sums.added += counts.added;
      sums.merged += counts.merged;
      sums.unchanged += counts.unchanged;
      sums.withdrawn += counts.withdrawn;
    },
    async finish() {
      await store.close();
      const { read, added, merged, unchanged, withdrawn } = sums;
      const hidden = withdrawn === 0 ? '' : ` ${withdrawn} withdrawn.`;
      return `${read} papers read: ${added} new, ${merged} changed, ${unchanged} known already.${hidden}`;
    },
    abandon: () => store.close(),
  };
}

/** Written beside its place and moved there when it is whole, so that nobody ever reads half a file. */
async function openFile(out: string): Promise<Taker> {
  const part = `${out}.part`;
  const file: FileHandle = await open(part, 'w');
  const written = new Set<string>();
  return {
    async take({ papers }) {
      const news = papers.filter(({ id }: Paper) => !written.has(id));
      for (const { id } of news) written.add(id);
      await file.write(formatJsonLines(news));
    },
    async finish() {
      await file.close();
      await rename(part, out);
      return `${written.size} papers written to ${out}.`;
    },
    async abandon() {
      await file.close();
      await rm(part, { force: true });
    },
  };
}

function openDryRun(): Taker {
  let read = 0;
  return {
    async take({ papers }) {
      read += papers.length;
    },
    finish: async () => `${read} papers read; nothing was written.`,
    abandon: async () => {},
  };
}
