import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Paper } from './peers/peer.js';
import { median, record, spread } from './results.js';
import { readPapers } from './search/collection.js';
import { verdict } from './search/targets.js';
import { drawTopics } from './topics/drawn-topics.js';
import { type MatchingInput, type MatchingJob, MatchingMeasured } from './topics/job.js';

const DATA = process.env['PAPERBOY_DATA'] ?? '';
const ARXIV = join(DATA, 'arxiv', 'cs-100k.jsonl.gz');
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CHILD = join(ROOT, 'var/bench/bench/topics/child.js');
const SIZES = [1_000, 10_000, 100_000];
const PAPERS = 100;
const ROUNDS = 5;
const MOST_MS = 5_000;
const MOST_BLOCK_MS = 20;

const NOTES = [
  `\`npm run bench -- topics --data DIR\`: different topics, drawn from the titles of 100,000 papers of arXiv, against ${PAPERS} of those papers.`,
  `Each in a process of its own, median (min-max) of ${ROUNDS} batches. CPU counts all threads. The block is the longest time the event loop of the`,
  'caller stood still, with what else the machine was doing in it, as the row of an idle loop shows; own is what the thread of the caller itself worked',
  'in one go at most. Memory is the most beyond what was there before.',
  'lunr is handed words ready to be looked up, without phrases, groups and filters, and so finds other pairs; ours starts from the text of a topic.',
];
const HEADER = ['topics', 'what', 'ms', 'CPU ms', 'block ms', 'own ms', 'memory MB', 'pairs'];

let folder: string;
let file: string;

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(ROOT, 'bench')]);
  folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
  file = join(folder, 'input.json');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Papers of the end of the file are new, topics are drawn from all. */
async function writeInput(): Promise<void> {
  const papers = await readPapers(ARXIV);
  const input: MatchingInput = {
    papers: papers.slice(-PAPERS).map(asNew),
    topics: [...drawTopics(papers, Math.max(...SIZES))],
  };
  expect(input.topics).toHaveLength(Math.max(...SIZES));
  await writeFile(file, JSON.stringify(input));
}

function asNew({ id, title, abstract }: Paper, at: number) {
  return { id, title, abstract, publishedAt: '2025-12-31', upvotes: at % 20 };
}

async function measure(way: MatchingJob['way'], topics: number): Promise<MatchingMeasured> {
  const child = fork(CHILD, [], { execArgv: ['--expose-gc'] });
  const job: MatchingJob = { way, file, topics, rounds: ROUNDS };
  child.send(job);
  const [message] = await once(child, 'message');
  return MatchingMeasured.parse(message);
}

function row(
  name: string,
  topics: number,
  { ms, cpuMs, blockMs, ownBlockMs, residentMb, pairs }: MatchingMeasured,
) {
  const count = topics.toLocaleString('en');
  return [
    count,
    name,
    spread(ms),
    spread(cpuMs),
    spread(blockMs),
    ownBlockMs.toFixed(1),
    String(Math.round(residentMb)),
    pairs.toLocaleString('en'),
  ];
}

it('matches topics against new papers', { timeout: 3_600_000 }, async ({ skip }) => {
  if (!existsSync(ARXIV)) {
    process.stdout.write(
      `topics: skipped, for ${ARXIV} is not there; name the data with --data DIR or PAPERBOY_DATA.\n`,
    );
    skip();
  }
  await writeInput();
  const rows: (readonly string[])[] = [];
  const most: MatchingMeasured[] = [];
  for (const topics of SIZES) {
    const [bare, own] = [await measure('lunr', topics), await measure('paperboy', topics)];
    const idle = await measure('idle', topics);
    rows.push(row('paperboy, in a thread', topics, own), row('peer: bare lunr', topics, bare));
    rows.push(row('an idle loop', topics, idle));
    most.push(own);
  }
  const last = most.at(-1);
  // Times are for a quiet machine: a miss is marked, not thrown.
  const verdicts = [
    { what: '100,000 topics, ms', measured: last && median(last.ms), most: MOST_MS },
    {
      what: "the caller's thread worked in one go, ms",
      measured: Math.max(...most.map(({ ownBlockMs }) => ownBlockMs)),
      most: MOST_BLOCK_MS,
    },
  ].map(verdict);
  await record('topics', [...NOTES, '', ...verdicts, ''], [HEADER, ...rows]);
  expect(last?.pairs).toBeGreaterThan(Math.max(...SIZES) / 2);
});
