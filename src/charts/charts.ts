import type { Logger } from '../ops/logger.js';
import { AskedThread, ThreadEndedError } from '../threads/asked-thread.js';
import { inTime, type Timers } from '../threads/in-time.js';
import type { Chart, Charts } from './chart.js';

/** A chart takes some 100 ms, the first one a second, and an answer should not wait for it much longer than people do. */
const MOST_MS = 4_000;
/** More would wait longer than they may. */
const MOST_WAITING = 16;
/** Without work the thread is ended, and its memory given back. */
const IDLE_MS = 60_000;
/** Most of what is made for a chart is garbage after it. */
const YOUNG_MB = 4;

const LATE = `No chart came within ${MOST_MS / 1_000} s, so its thread was ended. The next one starts a thread of its own.`;

export interface ChartsOptions {
  /** The compiled entry of the thread. */
  readonly file: URL;
  readonly timers: Timers;
  readonly logger: Logger;
}

type ChartThread = AskedThread<Chart, string>;

/** Draws in a thread, which is started for the first chart, again after one that was late or died, and ended when there is nothing to draw. */
export function createCharts({ file, timers, logger }: ChartsOptions): Charts {
  let thread: ChartThread | undefined;
  let idle: { cancel(): void } | undefined;
  let waiting = 0;
  let closed = false;

  /** Another one may have been started since. */
  const end = async (ended: ChartThread | undefined) => {
    if (thread === ended) thread = undefined;
    await ended?.terminate();
  };
  const endWhenIdle = () => {
    if (waiting > 0 || closed || thread === undefined) return;
    const timer = timers.timer(IDLE_MS);
    idle = timer;
    // A chart may have been asked for in the same moment.
    void timer.elapsed.then(() => (idle === timer ? end(thread) : undefined));
  };
  const drawWith = async (used: ChartThread, chart: Chart): Promise<string | undefined> => {
    try {
      return await inTime(used.ask(chart), { timers, mostMs: MOST_MS, late: LATE });
    } catch (err) {
      logger.warn({ event: 'chart-failed', err });
      if (err instanceof ThreadEndedError) await end(used);
      return undefined;
    }
  };
  return {
    async draw(chart) {
      if (closed || waiting >= MOST_WAITING) return undefined;
      idle?.cancel();
      idle = undefined;
      waiting += 1;
      thread ??= new AskedThread({ file, owner: 'charts', youngMb: YOUNG_MB });
      const drawn = await drawWith(thread, chart);
      waiting -= 1;
      endWhenIdle();
      return drawn;
    },
    async close() {
      closed = true;
      idle?.cancel();
      await end(thread);
    },
  };
}
