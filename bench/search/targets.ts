import { OUR_LUNR, OURS, OURS_IN_THREAD, RANKING, SHIPPED_LUNR } from '../peers/all-peers.js';
import { figure } from './cells.js';
import { SEARCHES } from './drawn-queries.js';
import { blockOf, medianOf, memoryOf, msOf, perTenThousand, type Runs, timeOf } from './figures.js';
import { stepOf } from './measured.js';

/** What was measured at one size, by engine. */
export type Results = ReadonlyMap<string, Runs>;

export interface Target {
  readonly what: string;
  readonly measured: number | undefined;
  readonly most?: number;
  readonly least?: number;
}

type TargetOf = (results: Results) => Target;

const runsOf = (results: Results, engine: string): Runs => results.get(engine) ?? [];
const largest = (values: readonly (number | undefined)[]) => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

export function quick(engine: string, kind: string, share: number, most: number): TargetOf {
  return (results) => ({
    what: `${engine}, ${kind}, p${share * 100} ms`,
    measured: timeOf(runsOf(results, engine), kind, share),
    most,
  });
}

export function allQuick(engine: string, most: number): TargetOf {
  return (results) => ({
    what: `${engine}, all kinds of queries, p99 ms`,
    measured: largest(SEARCHES.map(({ kind }) => timeOf(runsOf(results, engine), kind, 0.99))),
    most,
  });
}

export function built(engine: string, most: number): TargetOf {
  return (results) => ({
    what: `${engine}, build ms`,
    measured: msOf(runsOf(results, engine), 'built'),
    most,
  });
}

/** What a catalog costs beside the queries, of ours. */
export const COST_TARGETS: readonly TargetOf[] = [
  (results) => ({ what: 'adding 60 papers, ms', measured: msOf(runsOf(results, OURS), 'added'), most: 20 }),
  (results) => ({
    what: 'loading, ms for 10,000 papers',
    measured: medianOf(runsOf(results, OURS), (run) => perTenThousand(stepOf(run, 'loaded')?.ms, run)),
    most: 40,
  }),
  (results) => ({
    what: 'heap, MB for 10,000 papers',
    measured: memoryOf(runsOf(results, OURS), 'heapMb'),
    most: 30,
  }),
  (results) => ({
    what: `${OURS_IN_THREAD}: the event loop stood still while building, adding or loading, ms`,
    measured: largest(
      (['built', 'added', 'loaded'] as const).map((step) => blockOf(runsOf(results, OURS_IN_THREAD), step)),
    ),
    most: 20,
  }),
];

/** The median of the fastest of some peers over ours, for the kind of query where that is least. */
function faster(what: string, peers: readonly string[], least: number): TargetOf {
  return (results) => {
    const ratios = SEARCHES.flatMap(({ kind }) =>
      peers.map((peer) => timesSlower(runsOf(results, peer), runsOf(results, OURS), kind) ?? Infinity),
    );
    const measured = Math.min(...ratios);
    return { what, measured: Number.isFinite(measured) ? measured : undefined, least };
  };
}

export const FASTER_THAN_RANKING = faster(
  `times faster than the fastest peer that ranks (${RANKING.join(', ')}), least of the three kinds`,
  RANKING,
  5,
);
export const FASTER_THAN_LUNR = faster(
  `times faster than ${SHIPPED_LUNR}, least of the three kinds`,
  [SHIPPED_LUNR],
  50,
);
export const LUNR_TARGETS: readonly TargetOf[] = [allQuick(OUR_LUNR, 50), built(OUR_LUNR, 1_000)];

/** How many times the median of one is that of the other; undefined where one of them was too slow to be asked. */
export function timesSlower(one: Runs, other: Runs, kind: string): number | undefined {
  const [a, b] = [timeOf(one, kind, 0.5), timeOf(other, kind, 0.5)];
  return a === undefined || b === undefined ? undefined : a / b;
}

/** One line a target, as it stands above a table. */
export function verdict({ what, measured, most, least }: Target): string {
  const limit = most === undefined ? `at least ${least ?? 0}` : `at most ${most}`;
  if (measured === undefined) return `- not measured: ${what}, ${limit}`;
  const held = measured <= (most ?? Infinity) && measured >= (least ?? -Infinity);
  return `- ${held ? 'held' : '**MISSED**'}: ${what}: ${figure(measured)}, ${limit}`;
}
