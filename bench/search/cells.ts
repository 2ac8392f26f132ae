import { blockOf, medianOf, memoryOf, msOf, type Runs, timeOf } from './figures.js';
import { stepOf } from './measured.js';

export const COSTS = [
  'build ms (block)',
  'add 60 ms (block)',
  'heap MB / 10,000',
  'resident MB / 10,000',
  'file MB',
  'load ms (block)',
] as const;

/** What an index costs, as cells of a table under `COSTS`. */
export function costs(runs: Runs): readonly string[] {
  const missing = problemOf(runs);
  const worked = (step: 'built' | 'added' | 'loaded') => {
    const ms = msOf(runs, step);
    return ms === undefined ? missing : `${figure(ms)} (${figure(blockOf(runs, step))})`;
  };
  const bytes = medianOf(runs, (run) => stepOf(run, 'loaded')?.bytes);
  return [
    worked('built'),
    worked('added'),
    figure(memoryOf(runs, 'heapMb'), missing),
    figure(memoryOf(runs, 'residentMb'), missing),
    figure(bytes === undefined ? undefined : bytes / 1e6, missing),
    worked('loaded'),
  ];
}

/** `p50 / p99`, or why there is none. */
export function speed(runs: Runs, kind: string): string {
  const [half, most] = [timeOf(runs, kind, 0.5), timeOf(runs, kind, 0.99)];
  return half === undefined ? problemOf(runs) : `${figure(half)} / ${figure(most)}`;
}

export function problemOf(runs: Runs): string {
  return runs.find(({ problem }) => problem !== undefined)?.problem ?? '';
}

export function figure(value: number | undefined, missing = ''): string {
  if (value === undefined) return missing;
  return value >= 100 ? String(Math.round(value)) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}
