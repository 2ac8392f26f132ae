import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type JobOrder, type Report, ReportSchema } from './job.js';
import { percentile, type Run } from './metrics.js';

// Built by TypeScript: engines start workers from files that only exist there.
const CHILD = fileURLToPath(new URL('../../var/bench/bench/search/child.js', import.meta.url));

export interface Measured {
  readonly engine: string;
  readonly reports: readonly Report[];
  /** Why the process ended before it was done. */
  readonly problem: string | undefined;
}

/** Measures an engine in a process of its own, which is ended when it takes too long; what it has reported until then counts. */
export async function measure(job: JobOrder, mostSeconds: number): Promise<Measured> {
  const child = fork(CHILD, [], {
    execArgv: ['--expose-gc', '--max-old-space-size=8192'],
    serialization: 'advanced',
  });
  const reports: Report[] = [];
  child.on('message', (message) => {
    reports.push(ReportSchema.parse(message));
  });
  child.send(job);
  const problem = await ended(child, mostSeconds);
  const done = reports.some(({ step }) => step === 'done');
  return { engine: job.engine, reports, problem: problem ?? (done ? undefined : 'failed') };
}

async function ended(child: ChildProcess, mostSeconds: number): Promise<string | undefined> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, mostSeconds * 1_000);
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  clearTimeout(timer);
  if (late) return `over ${mostSeconds} s`;
  return code === 0 ? undefined : 'failed';
}

export function stepOf<Step extends Report['step']>(
  { reports }: Measured,
  step: Step,
): Extract<Report, { step: Step }> | undefined {
  return reports.find((report): report is Extract<Report, { step: Step }> => report.step === step);
}

export function timesOf({ reports }: Measured, kind: string): readonly number[] {
  return reports.flatMap((report) => (report.step === 'answered' && report.kind === kind ? report.ms : []));
}

export function runOf({ reports }: Measured): Run {
  return new Map(reports.flatMap((report) => (report.step === 'answered' ? report.answers : [])));
}

/** What an index costs, as cells of a table: build, add, memory, resident memory, snapshot, load. */
export function costs(measured: Measured): readonly string[] {
  const memory = stepOf(measured, 'memory');
  const loaded = stepOf(measured, 'loaded');
  const missing = measured.problem ?? '';
  return [
    worked(stepOf(measured, 'built'), missing),
    worked(stepOf(measured, 'added'), missing),
    figure(memory?.heapMb, missing),
    figure(memory?.residentMb, missing),
    figure(loaded === undefined ? undefined : loaded.bytes / 1e6, missing),
    figure(loaded?.ms, missing),
  ];
}

export const COSTS = ['build ms', 'add 60 ms', 'heap MB', 'resident MB', 'snapshot MB', 'load ms'] as const;

// With the longest time in it in which nothing else had a turn.
function worked(
  step: { readonly ms: number; readonly blockMs: number } | undefined,
  missing: string,
): string {
  return step === undefined ? missing : `${figure(step.ms)} (${figure(step.blockMs)})`;
}

/** `p50 / p99`, or why there is none. */
export function speed(measured: Measured, kind: string): string {
  const times = timesOf(measured, kind);
  if (times.length === 0) return measured.problem ?? '';
  return `${figure(percentile(times, 0.5))} / ${figure(percentile(times, 0.99))}`;
}

export function figure(value: number | undefined, missing = ''): string {
  if (value === undefined) return missing;
  return value >= 100 ? String(Math.round(value)) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}
