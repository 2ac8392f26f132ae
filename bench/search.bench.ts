import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { OWN_NAMES } from './peers/all-peers.js';
import { record } from './results.js';
import { FAILED } from './search/measured.js';
import { compare, folderOf, isThere, judgeAll, qualityTable, SETS } from './search/quality.js';
import { MOST_SECONDS, measureAll, SECONDS_A_KIND, SIZES, sizeTable, spreadOfTurns } from './search/sizes.js';
import { verdict } from './search/targets.js';
import { growthOf, slowestOf, TYPED_NOTES, typedTable, typeInto } from './search/typed-lines.js';

const DATA = process.env['PAPERBOY_DATA'] ?? '';
const HOURS = 3 * 3_600_000;
const ARXIV = join(DATA, 'arxiv', 'cs-100k.jsonl.gz');
const MOST_GROWTH_MB = 5;
const MOST_MS = 300;

const COMMAND = `\`npm run bench -- search --data DIR\`, ${new Date().toISOString().slice(0, 10)}. Every engine in a process of its own.`;
const SET_UP =
  'Peers are set up as their guides advise where that helps them: stems, stop words where they take any; `bench/peers` says which. Any word may match.';
const READING =
  'In brackets: the longest time the event loop stood still. Heap counts typed arrays; SQLite has its memory in resident MB only. Loading ends with the first answer.';

function skip(what: string): void {
  const where = DATA === '' ? 'any data folder; name one with --data DIR or PAPERBOY_DATA' : DATA;
  process.stdout.write(`search: ${what} skipped: not in ${where}.\n`);
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
    const notes = [
      COMMAND,
      'All judged queries, linear gain; the comparison is of nDCG@10, with a paired randomisation test.',
      ...(set.way === 'similar'
        ? ['Query by example: ours through `similar`, peers with the text; the paper itself dropped.']
        : []),
      SET_UP,
      READING,
    ];
    await record(`search: ${set.name}`, notes, qualityTable(set.name, judged, OWN_NAMES));
    const [best] = judged;
    for (const one of judged) {
      expect.soft(one.ndcg10, one.engine).toBeGreaterThanOrEqual(set.least.get(one.engine) ?? 0);
      if (best === undefined || OWN_NAMES.includes(one.engine)) continue;
      const { difference, p } = compare(one, best);
      const better = difference > 0 && p < 0.05;
      expect.soft(better, `${one.engine} is better than ${best.engine}, p ${p}`).toBe(false);
    }
  });
});

describe('speed', () => {
  it.for(SIZES)('$name', { timeout: HOURS }, async (size, { skip: leaveOut }) => {
    const corpus = join(DATA, size.file);
    if (DATA === '' || !existsSync(corpus)) {
      skip(size.name);
      return leaveOut();
    }
    const results = await measureAll(corpus, size.papers, size.turns);
    const notes = [
      COMMAND,
      'Up to 300 queries each of 2 and 5 words of a title and 40 of an abstract, any word may match, 10 hits.',
      `Limits: ${SECONDS_A_KIND} s a kind of query, ${MOST_SECONDS} s an engine. ${SET_UP}`,
      READING,
      ...spreadOfTurns(results),
    ];
    // Times are for a quiet machine: a miss is marked, not thrown.
    const verdicts = size.targets.map((target) => verdict(target(results)));
    const section = verdicts.length === 0 ? notes : [...notes, '', ...verdicts, ''];
    await record(`search: ${size.name}`, section, sizeTable(results));
    const failed = [...results.values()].flat().filter(({ problem }) => problem === FAILED);
    expect(failed.map(({ engine }) => engine)).toEqual([]);
  });
});

describe('bad input', () => {
  it('is answered quickly, and leaves nothing behind', { timeout: HOURS }, async ({ skip: leaveOut }) => {
    if (DATA === '' || !existsSync(ARXIV)) {
      skip('bad input');
      return leaveOut();
    }
    const all = await typeInto(ARXIV);
    const ours = all.filter(({ engine }) => OWN_NAMES.includes(engine));
    const verdicts = ours.flatMap((one) => [
      verdict({ what: `${one.engine}, slowest answer ms`, measured: slowestOf(one), most: MOST_MS }),
      verdict({ what: `${one.engine}, heap kept, MB`, measured: growthOf(one), most: MOST_GROWTH_MB }),
    ]);
    await record('search: bad input', [COMMAND, ...TYPED_NOTES, '', ...verdicts, ''], typedTable(all));
    for (const one of ours)
      expect.soft(growthOf(one), `heap that ${one.engine} keeps, MB`).toBeLessThan(MOST_GROWTH_MB);
  });
});
