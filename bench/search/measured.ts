import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JobOrder, type Report, ReportSchema } from './job.js';
import type { Run } from './metrics.js';

// Built by TypeScript: engines start workers from files that only exist there.
const CHILD = fileURLToPath(new URL('../../var/bench/bench/search/child.js', import.meta.url));
const HEAP_MB = 8_192;

export interface Measured {
  readonly engine: string;
  readonly reports: readonly Report[];
  /** Why the process ended before it was done. */
  readonly problem: string | undefined;
}

/** The problem of an engine that is broken, not slow or large. */
export const FAILED = 'failed';

/** Measures an engine in a process of its own, which is ended when it takes too long; what it has reported until then counts. */
export async function measure(job: JobOrder, mostSeconds: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
  try {
    const child = fork(CHILD, [], {
      execArgv: ['--expose-gc', `--max-old-space-size=${HEAP_MB}`],
      serialization: 'advanced',
    });
    const reports: Report[] = [];
    child.on('message', (message) => {
      reports.push(ReportSchema.parse(message));
    });
    child.send({ ...job, file: join(folder, 'index') });
    const problem = await ended(child, mostSeconds);
    const done = reports.some(({ step }) => step === 'done');
    return { engine: job.engine, reports, problem: problem ?? (done ? undefined : FAILED) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess, mostSeconds: number): Promise<string | undefined> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, mostSeconds * 1_000);
  const [code, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('close', (...how) => resolve(how));
  });
  clearTimeout(timer);
  if (late) return `over ${mostSeconds} s`;
  // Node aborts when its heap is full.
  if (signal === 'SIGABRT' || code === 134) return `over ${HEAP_MB / 1_024} GB`;
  return code === 0 ? undefined : FAILED;
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
