import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ENGINE_NAMES } from '../engines.js';
import { createOwnEngine } from '../peers/own-engine.js';
import { ask, papersToAsk } from './ask.js';
import { corpusOf, readPapers, readQueries } from './collection.js';

const MOST_HITS = 100;

const Order = z.object({
  folder: z.string(),
  out: z.string(),
  similar: z.boolean(),
  engine: z.enum(ENGINE_NAMES).default(ENGINE_NAMES[0]),
});

const order = Order.safeParse(JSON.parse(process.argv[2] ?? '{}'));
if (!order.success) {
  process.stderr.write(`${z.prettifyError(order.error)}\n`);
  process.exit(2);
}
await writeRun(order.data);

async function writeRun({ folder, out, similar, engine }: z.infer<typeof Order>): Promise<void> {
  const corpus = readPapers(corpusOf(folder));
  const queries = readQueries(folder);
  const asked = similar ? papersToAsk(queries, corpus) : [];
  const added = new Set(asked.map(({ id }) => id));
  const own = await createOwnEngine(engine);
  await own.build([...corpus, ...asked]);
  const lines: string[] = [];
  for (const query of queries) {
    const hits = await ask(own, query, { similar, limit: MOST_HITS, added });
    for (const { id, score } of hits) lines.push(`${query.id}\t${id}\t${score}\n`);
  }
  await writeFile(out, lines.join(''));
  await own.close?.();
  process.stdout.write(
    `${own.name}: ${corpus.length} papers, ${queries.length} queries, ${lines.length} lines in ${out}\n`,
  );
}
