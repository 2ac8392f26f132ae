import { median } from '../results.js';
import { type Measured, stepOf, timesOf } from './measured.js';
import { percentile } from './metrics.js';

/** All that was measured of one engine: once, or several times, and then every figure is a median. */
export type Runs = readonly Measured[];
type Figure = number | undefined;

const A_TABLE_OF = 10_000;

export function medianOf(runs: Runs, pick: (run: Measured) => Figure): Figure {
  const values = runs.map(pick).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : median(values);
}

/** The time that a share of the answers of a kind took at most. */
export function timeOf(runs: Runs, kind: string, share: number): Figure {
  return medianOf(runs, (run) => {
    const times = timesOf(run, kind);
    return times.length === 0 ? undefined : percentile(times, share);
  });
}

export function perTenThousand(value: Figure, run: Measured): Figure {
  const papers = stepOf(run, 'built')?.papers;
  return value === undefined || papers === undefined ? undefined : (value / papers) * A_TABLE_OF;
}

/** Memory that the index takes, for so many papers that tables of all sizes compare. */
export function memoryOf(runs: Runs, which: 'heapMb' | 'residentMb'): Figure {
  return medianOf(runs, (run) => perTenThousand(stepOf(run, 'memory')?.[which], run));
}

type WatchedStep = 'built' | 'added' | 'loaded';

export function msOf(runs: Runs, step: WatchedStep): Figure {
  return medianOf(runs, (run) => stepOf(run, step)?.ms);
}

/** The longest time in which nothing else had a turn. */
export function blockOf(runs: Runs, step: WatchedStep): Figure {
  return medianOf(runs, (run) => stepOf(run, step)?.blockMs);
}
