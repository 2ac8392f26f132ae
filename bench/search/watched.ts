import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';

export interface Watched {
  readonly ms: number;
  /** The longest time in which nothing else had a turn. */
  readonly blockMs: number;
}

/**
 * How long work takes, and how long others wait for their turn at most until it has settled. The delays are never reset: a reset forgets when
 * the last turn was, and with it a wait that begins at once.
 */
export async function watched(
  work: () => Promise<unknown> | unknown,
  settled: () => Promise<void> | undefined = () => undefined,
): Promise<Watched> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await pause(10);
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  await settled();
  await pause(10);
  delays.disable();
  return { ms, blockMs: delays.max / 1e6 };
}

/** What is in use after the garbage is gone; typed arrays count as heap. */
export async function memoryInUse(): Promise<{ readonly heapMb: number; readonly residentMb: number }> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / 1e6, residentMb: rss / 1e6 };
}
