import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PEER_NAMES } from '../peers/all-peers.js';
import { COSTS, costs, speed } from './cells.js';
import { corpusOf, readJudgements, readQueries } from './collection.js';
import type { Ask } from './job.js';
import { type Measured, measure, runOf } from './measured.js';
import { evaluate, mean, type QueryFigures } from './metrics.js';
import { pairedRandomisation } from './significance.js';

const MOST_HITS = 100;
const WARM_UPS = 20;
const MOST_SECONDS = 600;

/** The judged sets, and the least nDCG@10 of our engines: less is a step back. */
export const SETS = [
  {
    name: 'scifact',
    judgements: 'qrels_test.tsv',
    way: 'search',
    least: new Map([
      ['our bm25', 0.7],
      ['our lunr', 0.68],
    ]),
  },
  {
    name: 'cacm',
    judgements: 'qrels.tsv',
    way: 'search',
    least: new Map([
      ['our bm25', 0.46],
      ['our lunr', 0.46],
    ]),
  },
  { name: 'csfcube', judgements: 'qrels.tsv', way: 'similar', least: new Map([['our bm25', 0.5]]) },
] as const;

type JudgedSet = (typeof SETS)[number];

export interface Judged {
  readonly engine: string;
  readonly measured: Measured;
  readonly figures: readonly QueryFigures[];
  readonly ndcg10: number;
}

export function folderOf(data: string, set: JudgedSet): string {
  return join(data, 'ir', set.name);
}

export function isThere(folder: string): boolean {
  return existsSync(corpusOf(folder));
}

/** Asks every engine all judged queries of a set, one engine after the other. */
export async function judgeAll(folder: string, set: JudgedSet): Promise<readonly Judged[]> {
  const judgements = await readJudgements(join(folder, set.judgements));
  const queries = await readQueries(folder);
  const asks = queries
    .filter(({ id }) => judgements.has(id))
    .map(({ id, text, paper }): Ask => ({ id, text, kind: set.name, way: set.way, paper }));
  const judged: Judged[] = [];
  for (const engine of PEER_NAMES) {
    const warmUps = asks.slice(0, WARM_UPS);
    const job = { engine, corpus: corpusOf(folder), asks, warmUps, limit: MOST_HITS };
    const measured = await measure({ ...job, keepHits: true, secondsAKind: 60 }, MOST_SECONDS);
    const run = runOf(measured);
    // What was not answered would count as zero, and that would be a figure of the benchmark, not of the engine.
    if (run.size !== asks.length) {
      throw new Error(
        `${engine} answered ${run.size} of ${asks.length} queries: ${measured.problem ?? 'no reason given'}.`,
      );
    }
    const figures = evaluate(judgements, run);
    judged.push({ engine, measured, figures, ndcg10: mean(figures.map(({ ndcg10 }) => ndcg10)) });
  }
  return judged;
}

/** How an engine's nDCG@10 compares with another's on the same queries. */
export function compare(one: Judged, other: Judged): { readonly difference: number; readonly p: number } {
  const [a, b] = [one, other].map(({ figures }) => figures.map(({ ndcg10 }) => ndcg10));
  return { difference: one.ndcg10 - other.ndcg10, p: pairedRandomisation(a ?? [], b ?? []) };
}

export function qualityTable(
  set: string,
  judged: readonly Judged[],
  owns: readonly string[],
): readonly (readonly string[])[] {
  const references = judged.filter(({ engine }) => owns.includes(engine));
  const header = [
    'engine',
    'nDCG@10',
    'recall@100',
    'MRR@10',
    ...owns.map((own) => `against ${own}`),
    'p50 / p99 ms',
  ];
  const rows = judged.map((one) => [
    one.engine,
    one.ndcg10.toFixed(4),
    mean(one.figures.map(({ recall100 }) => recall100)).toFixed(4),
    mean(one.figures.map(({ reciprocalRank10 }) => reciprocalRank10)).toFixed(4),
    ...references.map((own) => (own === one ? '' : signed(compare(one, own)))),
    speed([one.measured], set),
    ...withoutAdd(costs([one.measured])),
  ]);
  return [[...header, ...withoutAdd(COSTS)], ...rows];
}

// Nothing is added to a judged collection.
function withoutAdd(cells: readonly string[]): readonly string[] {
  return cells.filter((_, index) => !COSTS[index]?.startsWith('add'));
}

function signed({ difference, p }: { readonly difference: number; readonly p: number }): string {
  const probability = p < 0.001 ? 'p < .001' : `p ${p.toFixed(3).slice(1)}`;
  return `${difference < 0 ? '' : '+'}${difference.toFixed(4)}, ${p >= 0.9995 ? 'p 1' : probability}`;
}
