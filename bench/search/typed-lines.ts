import { BAD_QUERIES } from '../../test/support/bad-queries.js';
import { PEER_NAMES } from '../peers/all-peers.js';
import { figure, problemOf } from './cells.js';
import { type Measured, measure, stepOf } from './measured.js';

const LINES = BAD_QUERIES.map(([line]) => line);
const ROUNDS = 200;
const PAPERS = 1_000;
const MOST_SECONDS = 240;

/** Types what people should not into every engine, over and over. */
export async function typeInto(corpus: string): Promise<readonly Measured[]> {
  const all: Measured[] = [];
  for (const engine of PEER_NAMES) {
    const typed = { lines: LINES, rounds: ROUNDS };
    const job = { engine, corpus, papers: PAPERS, asks: [], warmUps: [], limit: 10, saves: false, typed };
    all.push(await measure(job, MOST_SECONDS));
  }
  return all;
}

export const TYPED_NOTES = [
  `The ${LINES.length} lines of bad input of the tests, ${ROUNDS} times each, over ${PAPERS} papers of arXiv. Ours goes the way of the search`,
  'command (its own language, AND first); peers are asked for any of the words. Heap after a collection, from the second round on.',
];

export function growthOf(measured: Measured): number | undefined {
  const typed = stepOf(measured, 'typed');
  return typed === undefined ? undefined : typed.endMb - typed.startMb;
}

export function slowestOf(measured: Measured): number | undefined {
  const typed = stepOf(measured, 'typed');
  return typed === undefined ? undefined : Math.max(...typed.slowest);
}

export function typedTable(all: readonly Measured[]): readonly (readonly string[])[] {
  const rows = all.map((one) => {
    const typed = stepOf(one, 'typed');
    const missing = problemOf([one]);
    const slowest = slowestOf(one);
    const line = LINES[typed?.slowest.indexOf(slowest ?? -1) ?? -1] ?? '';
    return [
      one.engine,
      figure(typed?.startMb, missing),
      figure(typed?.endMb, missing),
      figure(slowest, missing),
      JSON.stringify(line.slice(0, 30)).replaceAll('|', '\\|'),
    ];
  });
  return [['engine', 'heap MB, start', 'heap MB, end', 'slowest answer ms', 'to'], ...rows];
}
