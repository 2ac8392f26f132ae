import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';
import type { FeedDayStore } from '../papers/feed-days.js';
import type { SourceState, SourceStateStore } from '../papers/source-states.js';
import type { IngestOptions } from './ingest.js';
import { resumesAt } from './poll-plan.js';
import { SourceError } from './web/source-error.js';

/** A source that is asked by the clock. */
export interface PolledSource {
  /** As its papers name it. */
  readonly source: string;
  /** What is to be asked now, the most urgent first; decided by what is stored, so that a new start asks nothing twice. */
  due(now: Date, state: SourceState): Promise<readonly PollTask[]>;
}

/** What a source needs to put into the catalog what it is asked for. */
export interface PolledOptions extends IngestOptions {
  readonly feedDays: FeedDayStore;
}

export interface PollTask {
  /** What is asked for, such as a feed day. */
  readonly place: string;
  /** Under which name it is kept how this fares, where that says nothing of the source itself. */
  readonly state?: string;
  /** Rejects with a SourceError when the source brings nothing. */
  run(): Promise<void>;
}

export interface PollerOptions {
  readonly sources: readonly PolledSource[];
  readonly states: SourceStateStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Asks every source for what is due. */
export interface Poller {
  poll(signal?: AbortSignal): Promise<void>;
}

const SET_ASIDE_MS = 2 * 60 * 60 * 1_000;
/** What fails once may be one day's trouble; what fails twice in a row is the source's. */
const FAILURES_IN_A_ROW = 2;

/** A source in trouble is left alone for a while, and holds up no other one. */
export function createPoller(options: PollerOptions): Poller {
  const { sources, states, clock } = options;
  // Days that cannot be read must not keep us from the others: those come first.
  const failedAt = new Map<string, number>();
  return {
    async poll(signal) {
      const known = await states.all();
      for (const one of sources) {
        const { source } = one;
        const now = clock.now();
        const stateOf = (name: string) =>
          known.find((state) => state.source === name) ?? { source: name, failures: 0 };
        const isOpen = ({ state = source }: PollTask) => now >= resumesAt(stateOf(state));
        let failures = 0;
        const lastFailure = ({ place }: PollTask) => failedAt.get(`${source} ${place}`) ?? 0;
        const open = (await one.due(now, stateOf(source))).filter(isOpen);
        const due = open.toSorted((a, b) => lastFailure(a) - lastFailure(b));
        for (const task of due) {
          const key = `${source} ${task.place}`;
          if (lastFailure(task) > clock.now().getTime() - SET_ASIDE_MS) continue;
          const outcome = signal?.aborted === true ? 'stop' : await attempt(task, source, options);
          if (outcome === 'failed') failedAt.set(key, clock.now().getTime());
          if (outcome === 'done') failedAt.delete(key);
          failures = outcome === 'failed' ? failures + 1 : 0;
          if (outcome === 'stop' || failures === FAILURES_IN_A_ROW) break;
        }
      }
    },
  };
}

async function attempt(
  task: PollTask,
  source: string,
  { states, clock, logger }: PollerOptions,
): Promise<'done' | 'failed' | 'stop'> {
  try {
    await task.run();
    await states.succeeded(task.state ?? source, clock.now());
    return 'done';
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.kind === 'stopped') return 'stop';
    logger.warn({ event: 'source-failed', reference: task.place, kind: error.kind, reason: error.message });
    await states.failed(task.state ?? source, error.message, clock.now());
    return error.kind === 'limited' ? 'stop' : 'failed';
  }
}
