import { join } from 'node:path';
import { OURS, OURS_IN_THREAD, OWN_NAMES, PEER_NAMES } from '../peers/all-peers.js';
import { COSTS, costs, figure, speed } from './cells.js';
import { readPapers } from './collection.js';
import { drawOwnAsks, drawSearches, SEARCHES } from './drawn-queries.js';
import { type Runs, timeOf } from './figures.js';
import { type Measured, measure } from './measured.js';
import * as targets from './targets.js';

const HITS = 10;
const A_DAY = 60;
const ASKED = { seed: 7, each: 300 };
const WARM_UP = { seed: 107, each: 300 };
export const SECONDS_A_KIND = 15;
export const MOST_SECONDS = 240;

const ARXIV = join('arxiv', 'cs-100k.jsonl.gz');
const DAILY = join('hf-daily', 'papers.jsonl.gz');

/** Ours comes again after everybody else's turn: the machine is not alone, and what it was like for one it should have been for the other. */
const EVERYBODY = PEER_NAMES.flatMap((name) => (name === OURS ? [name, OURS_IN_THREAD] : [name, OURS]));
/** Those that are asked for papers like one, and for completions, too. */
const OWN: readonly string[] = [...OWN_NAMES, OURS_IN_THREAD];

export const SIZES = [
  {
    name: 'arXiv 1,000, the most for our lunr',
    file: ARXIV,
    papers: 1_000,
    turns: EVERYBODY,
    targets: targets.LUNR_TARGETS,
  },
  {
    name: 'arXiv 10,000',
    file: ARXIV,
    papers: 10_000,
    turns: EVERYBODY,
    targets: [targets.FASTER_THAN_RANKING, targets.FASTER_THAN_LUNR, ...targets.COST_TARGETS],
  },
  {
    name: 'daily papers, 13,136',
    file: DAILY,
    papers: 13_136,
    turns: EVERYBODY,
    targets: [
      targets.quick(OURS, 'medium', 0.5, 0.3),
      targets.quick(OURS, 'medium', 0.99, 2),
      targets.FASTER_THAN_RANKING,
      ...targets.COST_TARGETS,
    ],
  },
  {
    name: 'arXiv 20,000',
    file: ARXIV,
    papers: 20_000,
    turns: [OURS, OURS_IN_THREAD, OURS, OURS_IN_THREAD, OURS],
    targets: [targets.built(OURS, 3_000), targets.quick(OURS, 'suggest', 0.99, 10), ...targets.COST_TARGETS],
  },
  {
    name: 'arXiv 100,000',
    file: ARXIV,
    papers: 100_000,
    turns: EVERYBODY,
    targets: [targets.allQuick(OURS, 8), targets.FASTER_THAN_RANKING, ...targets.COST_TARGETS],
  },
] as const;

/** Builds every engine from the same papers but the last 60, asks it the same queries, then adds the 60. */
export async function measureAll(
  corpus: string,
  papers: number,
  turns: readonly string[],
): Promise<targets.Results> {
  const read = await readPapers(corpus, papers);
  const first = read.slice(0, -A_DAY);
  const [searches, warmUps] = [drawSearches(read, ASKED), drawSearches(read, WARM_UP)];
  const forAll = { asks: searches, warmUps };
  const forOwn = {
    asks: [...searches, ...drawOwnAsks(first, ASKED)],
    warmUps: [...warmUps, ...drawOwnAsks(first, WARM_UP)],
  };
  const sizes = { corpus, papers: first.length, later: A_DAY, limit: HITS, secondsAKind: SECONDS_A_KIND };
  const results = new Map<string, Measured[]>();
  for (const engine of turns) {
    const asked = OWN.includes(engine) ? forOwn : forAll;
    const before = results.get(engine) ?? [];
    results.set(engine, [...before, await measure({ engine, ...sizes, ...asked }, MOST_SECONDS)]);
  }
  return results;
}

const OWN_KINDS = ['similar', 'suggest'] as const;

export function sizeTable(results: targets.Results): readonly (readonly string[])[] {
  const ours = results.get(OURS) ?? [];
  const header = [
    'engine',
    ...SEARCHES.map(({ kind }) => `${kind} p50 / p99 ms`),
    `times ${OURS}`,
    ...OWN_KINDS.map((kind) => `${kind} p50 / p99 ms`),
    ...COSTS,
  ];
  const times = (runs: Runs) =>
    SEARCHES.map(({ kind }) => figure(targets.timesSlower(runs, ours, kind), '-')).join(' / ');
  const rows = [...results].map(([engine, runs]) => [
    engine,
    ...SEARCHES.map(({ kind }) => speed(runs, kind)),
    times(runs),
    ...OWN_KINDS.map((kind) => (OWN.includes(engine) ? speed(runs, kind) : '')),
    ...costs(runs),
  ]);
  return [header, ...rows];
}

/** How far apart the medians of the engines that had several turns are: how much the machine was disturbed. */
export function spreadOfTurns(results: targets.Results): readonly string[] {
  return [...results]
    .filter(([, runs]) => runs.length > 1)
    .map(([engine, runs]) => {
      const spreads = SEARCHES.map(({ kind }) => {
        const medians = runs.map((run) => timeOf([run], kind, 0.5) ?? Number.NaN);
        return `${kind} ${figure(Math.min(...medians))} to ${figure(Math.max(...medians))}`;
      });
      return `${engine} had ${runs.length} turns; its figures are their medians (p50 ms: ${spreads.join(', ')}).`;
    });
}
