// Runs the benchmarks: `npm run bench`, or one by name: `npm run bench -- search --data DIR`. vitest refuses options it does not know, so
// ours are read here. With `--collection` nothing is measured: a run file is written for whoever judges it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `usage: npm run bench -- [name]... [--data DIR] [--only PART OF A TITLE]
       npm run bench -- search --collection DIR [--engine lunr|bm25] [--similar] --run OUT.tsv`;
const HOUSE = fileURLToPath(new URL('..', import.meta.url));
const NAMES = readdirSync(join(HOUSE, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));

const { values, positionals } = readOptions();
const unknown = positionals.find((name) => !NAMES.includes(name));
if (unknown !== undefined) stop(`There is no benchmark "${unknown}"; there are ${NAMES.join(', ')}.`);
if ([values.collection, values.run, values.engine, values.similar].some((value) => value !== undefined)) {
  writeRun(values);
} else {
  measure(values);
}

function measure({ data = process.env['PAPERBOY_DATA'], only }) {
  if (data === '') stop('--data needs a folder.');
  if (data !== undefined && !existsSync(asMeant(data))) stop(`There is no data folder ${asMeant(data)}.`);
  const part = only === undefined ? [] : ['-t', escaped(only)];
  const vitest = join(HOUSE, 'node_modules/vitest/vitest.mjs');
  node(
    [vitest, 'run', '--config', 'bench/vitest.config.ts', ...positionals, ...part],
    data === undefined ? {} : { PAPERBOY_DATA: asMeant(data) },
  );
}

function writeRun({ collection, engine, similar = false, run, data, only }) {
  if (positionals.join() !== 'search') stop('Only the benchmark `search` takes a collection.');
  if (data !== undefined || only !== undefined) stop('--data and --only do not go with a collection.');
  if (collection === undefined) stop('--engine, --similar and --run belong to --collection DIR.');
  if (run === undefined || run === '') stop('--collection needs --run OUT.tsv, the file to write.');
  const folder = asMeant(collection);
  if (!existsSync(folder)) stop(`There is no folder ${folder}.`);
  for (const name of ['corpus.jsonl', 'queries.jsonl']) {
    const found = [name, `${name}.gz`].some((file) => existsSync(join(folder, file)));
    if (!found) stop(`${folder} has neither ${name} nor ${name}.gz.`);
  }
  node([join(HOUSE, 'node_modules/typescript/bin/tsc'), '-p', 'bench']);
  const order = JSON.stringify({ folder, engine, similar, out: asMeant(run) });
  node(['--max-old-space-size=8192', 'var/bench/bench/search/write-run.js', order]);
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
        similar: { type: 'boolean' },
        run: { type: 'string' },
      },
    });
  } catch (error) {
    return stop(error.message);
  }
}

function node(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: HOUSE,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

// npm changes to the root of the package; paths are meant from where the person stands.
function asMeant(path) {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}

// vitest takes a pattern, people mean the text.
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function stop(problem) {
  process.stderr.write(`${problem}\n${USAGE}\n`);
  process.exit(2);
}
