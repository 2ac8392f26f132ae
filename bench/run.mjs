// Runs the benchmarks: `npm run bench`, or one by name: `npm run bench -- search --data DIR`. vitest refuses options it does not know, so
// ours are read here. With `--collection` nothing is measured: a run file is written for whoever judges it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `usage: npm run bench -- [name]... [--data DIR] [--only PART OF A TITLE]
       npm run bench -- search --collection DIR [--engine lunr|bm25] [--similar] --run OUT.tsv`;

const inHouse = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
// npm changes to the root of the package; paths are meant from where the person stands.
const asMeant = (path) => resolve(process.env['INIT_CWD'] ?? '.', path);

function stop(problem) {
  process.stderr.write(`${problem}\n${USAGE}\n`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        only: { type: 'string' },
        collection: { type: 'string' },
        engine: { type: 'string' },
        similar: { type: 'boolean', default: false },
        run: { type: 'string' },
      },
    });
  } catch (error) {
    return stop(error.message);
  }
}

function node(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: inHouse('.'),
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

function writeRun({ collection, engine, similar, run }) {
  if (collection === undefined) stop('--engine, --similar and --run belong to --collection DIR.');
  if (run === undefined) stop('--collection needs --run OUT.tsv, the file to write.');
  const folder = asMeant(collection);
  for (const name of ['corpus.jsonl', 'queries.jsonl']) {
    const found = [name, `${name}.gz`].some((file) => existsSync(resolve(folder, file)));
    if (!found) stop(`${folder} has neither ${name} nor ${name}.gz.`);
  }
  node([inHouse('node_modules/typescript/bin/tsc'), '-p', 'bench']);
  node([
    '--max-old-space-size=8192',
    'var/bench/bench/search/write-run.js',
    JSON.stringify({ folder, engine, similar, out: asMeant(run) }),
  ]);
}

const { values, positionals } = readOptions();
if (
  values.collection !== undefined ||
  values.run !== undefined ||
  values.engine !== undefined ||
  values.similar
) {
  if (positionals.join() !== 'search') stop('only the bench `search` takes a collection.');
  writeRun(values);
} else {
  const data = values.data ?? process.env['PAPERBOY_DATA'];
  if (data !== undefined && !existsSync(asMeant(data))) stop(`There is no data folder ${asMeant(data)}.`);
  const only = values.only === undefined ? [] : ['-t', values.only];
  node(
    [
      inHouse('node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'bench/vitest.config.ts',
      ...positionals,
      ...only,
    ],
    data === undefined ? {} : { PAPERBOY_DATA: asMeant(data) },
  );
}
