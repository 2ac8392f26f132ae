import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { ENGINE_NAMES, openEngine } from '../engines.js';
import { createOwnEngine } from '../peers/own-engine.js';
import { askForSimilar, papersToAsk } from './ask.js';
import { BadFileError, corpusOf, readPapers, readQueries, reasonOf } from './collection.js';

const MOST_HITS = 100;

const Order = z.object({
  folder: z.string(),
  out: z.string(),
  similar: z.boolean(),
  engine: z.enum(ENGINE_NAMES, `--engine is one of ${ENGINE_NAMES.join(', ')}.`).default(ENGINE_NAMES[0]),
});
type Order = z.infer<typeof Order>;

const order = Order.safeParse(JSON.parse(process.argv[2] ?? '{}'));
try {
  if (!order.success) throw new BadFileError(order.error.issues.map(({ message }) => message).join(' '));
  await writeRun(order.data);
} catch (error) {
  if (!(error instanceof BadFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function writeRun(asked: Order): Promise<void> {
  const corpus = await readPapers(corpusOf(asked.folder));
  const queries = await readQueries(asked.folder);
  if (corpus.length === 0) throw new BadFileError(`${corpusOf(asked.folder)} has no papers in it.`);
  if (queries.length === 0) throw new BadFileError(`There are no queries in ${asked.folder}.`);
  // Before the work, so that nobody waits for what cannot be written.
  const out = await opened(asked.out);
  try {
    const found = await answers(asked, corpus, queries);
    await out.writeFile(found.flat().join(''));
    const without = found.filter((lines) => lines.length === 0).length;
    process.stdout.write(
      `our ${asked.engine}: ${corpus.length} papers, ${queries.length} queries (${without} without an answer), ` +
        `${found.flat().length} lines in ${asked.out}\n`,
    );
  } finally {
    await out.close();
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'w');
  } catch (error) {
    throw new BadFileError(`${file} cannot be written: ${reasonOf(error)}.`);
  }
}

/** The lines of every query. */
async function answers(
  { similar, engine }: Order,
  corpus: Awaited<ReturnType<typeof readPapers>>,
  queries: Awaited<ReturnType<typeof readQueries>>,
): Promise<readonly (readonly string[])[]> {
  const asked = similar ? papersToAsk(queries, corpus) : [];
  const added = new Set(asked.map(({ id }) => id));
  const own = await createOwnEngine(engine, () => openEngine(engine));
  await own.build([...corpus, ...asked]);
  const found: string[][] = [];
  for (const query of queries) {
    const hits = similar
      ? await askForSimilar(own, query, { limit: MOST_HITS, added })
      : await own.search(query.text, MOST_HITS);
    found.push(hits.map(({ id, score }) => `${query.id}\t${id}\t${score}\n`));
  }
  await own.close?.();
  return found;
}
