import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { OWN_NAMES } from './peers/all-peers.js';
import { record } from './results.js';
import { compare, folderOf, isThere, judgeAll, qualityTable, SETS } from './search/quality.js';
import { measureAll, SIZES, sizeTable } from './search/sizes.js';

const DATA = process.env['PAPERBOY_DATA'] ?? '';
const HOURS = 3 * 3_600_000;
const PEERS =
  'In brackets: the longest time the event loop stood still. SQLite keeps its memory in resident MB only. A limit is 15 s a kind of query, 240 s an engine.';
/** The least nDCG@10 of our engines; a set that they do not reach here is a step back. */
const LEAST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  scifact: { 'our bm25': 0.7, 'our lunr': 0.68 },
  cacm: { 'our bm25': 0.46, 'our lunr': 0.46 },
  csfcube: { 'our bm25': 0.5 },
};

const notes = (...more: readonly string[]) => [
  `\`npm run bench -- search --data DIR\`, ${new Date().toISOString().slice(0, 10)}. Every engine in a process of its own.`,
  ...more,
];

function skip(what: string): void {
  process.stdout.write(
    `search: ${what} skipped: not in ${DATA === '' ? 'any data folder; name one with --data DIR or PAPERBOY_DATA' : DATA}.\n`,
  );
}

beforeAll(() => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'bench')]);
});

describe('quality', () => {
  it.for(SETS)('ranks $name as well as every peer', { timeout: HOURS }, async (set, { skip: leaveOut }) => {
    const folder = folderOf(DATA, set);
    if (DATA === '' || !isThere(folder)) {
      skip(set.name);
      return leaveOut();
    }
    const judged = await judgeAll(folder, set);
    const asked = set.similar
      ? 'Query by example: ours through `similar`, peers with the text; the paper itself dropped.'
      : '';
    const how =
      'All judged queries, linear gain; the comparison is of nDCG@10, with a paired randomisation test.';
    await record(
      `search: ${set.name}`,
      notes(`${how} ${asked}`.trim(), PEERS),
      qualityTable(set.name, judged, OWN_NAMES),
    );
    const [best] = judged;
    for (const one of judged) {
      expect.soft(one.ndcg10, one.engine).toBeGreaterThanOrEqual(LEAST[set.name]?.[one.engine] ?? 0);
      if (best === undefined || OWN_NAMES.includes(one.engine)) continue;
      const { difference, p } = compare(one, best);
      expect
        .soft(difference > 0 && p < 0.05, `${one.engine} is better than ${best.engine}, p ${p}`)
        .toBe(false);
    }
  });
});

describe('speed', () => {
  it.for(SIZES)('$name', { timeout: HOURS }, async ({ name, file, papers }, { skip: leaveOut }) => {
    const corpus = join(DATA, file);
    if (DATA === '' || !existsSync(corpus)) {
      skip(name);
      return leaveOut();
    }
    const all = await measureAll(corpus, papers);
    const drawn =
      '300 queries each of 2 and 5 words of a title and 40 of an abstract, any word may match, 10 hits.';
    await record(`search: ${name}`, notes(drawn, PEERS), sizeTable(all));
    expect(all.filter(({ problem }) => problem === 'failed').map(({ engine }) => engine)).toEqual([]);
  });
});
