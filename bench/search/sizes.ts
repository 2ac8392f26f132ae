import { join } from 'node:path';
import { PEER_NAMES } from '../peers/all-peers.js';
import { readPapers } from './collection.js';
import { drawQueries, KINDS } from './drawn-queries.js';
import { COSTS, costs, figure, type Measured, measure, speed, timesOf } from './measured.js';
import { percentile } from './metrics.js';

const HITS = 10;
const A_DAY = 60;
const SECONDS_A_KIND = 15;
const MOST_SECONDS = 240;

export const SIZES = [
  { name: 'arXiv 1,000', file: join('arxiv', 'cs-100k.jsonl.gz'), papers: 1_000 },
  { name: 'arXiv 10,000', file: join('arxiv', 'cs-100k.jsonl.gz'), papers: 10_000 },
  { name: 'daily papers, 13,136', file: join('hf-daily', 'papers.jsonl.gz'), papers: 13_136 },
  { name: 'arXiv 100,000', file: join('arxiv', 'cs-100k.jsonl.gz'), papers: 100_000 },
] as const;

/** Builds every engine from the same papers but the last 60, asks it the same queries, then adds the 60. */
export async function measureAll(corpus: string, papers: number): Promise<readonly Measured[]> {
  const asks = drawQueries(readPapers(corpus, papers));
  const all: Measured[] = [];
  for (const engine of PEER_NAMES) {
    const job = { engine, corpus, papers: papers - A_DAY, later: A_DAY, asks, limit: HITS, keepHits: false };
    all.push(await measure({ ...job, secondsAKind: SECONDS_A_KIND }, MOST_SECONDS));
  }
  return all;
}

export function sizeTable(all: readonly Measured[]): readonly (readonly string[])[] {
  const [ours] = all;
  const header = [
    'engine',
    ...KINDS.map(({ kind }) => `${kind} p50 / p99 ms`),
    `times ${ours?.engine ?? ''}`,
    ...COSTS,
  ];
  const rows = all.map((one) => [
    one.engine,
    ...KINDS.map(({ kind }) => speed(one, kind)),
    ours === undefined ? '' : KINDS.map(({ kind }) => figure(timesSlower(one, ours, kind), '-')).join(' / '),
    ...costs(one),
  ]);
  return [header, ...rows];
}

/** How many times the median of one is that of the other; undefined where one of them was too slow to be asked. */
export function timesSlower(one: Measured, other: Measured, kind: string): number | undefined {
  const [a, b] = [timesOf(one, kind), timesOf(other, kind)];
  return a.length === 0 || b.length === 0 ? undefined : percentile(a, 0.5) / percentile(b, 0.5);
}
