import type { Clock } from '../core/clock.js';
import type { Paper } from '../papers/paper.js';
import type { MergeCounts, PaperStore } from '../papers/paper-store.js';
import type { SourceBatch } from './source.js';
import { SourceError } from './web/source-error.js';

/** The batch of one day, as a source brings it. */
export interface DayBatch extends SourceBatch {
  readonly date: string;
  /** What still fills is read again the next time. */
  readonly state: 'complete' | 'filling';
  /** How many papers the day has, with those that are not brought because they have not changed. */
  readonly size: number;
  readonly rejected: number;
  /** To be called once the papers are kept. */
  remember(): Promise<void>;
}

/** Remembers which days need not be asked for again. */
export interface ReadDays {
  finished(): Promise<ReadonlySet<string>>;
  note(batch: DayBatch, asked: Date): Promise<void>;
}

export interface BackfillOptions {
  /** Rejects with a SourceError. */
  readonly readDay: (date: string) => Promise<DayBatch>;
  readonly papers: Pick<PaperStore, 'merge'>;
  readonly readDays: ReadDays;
  readonly clock: Clock;
  /** Oldest first. */
  readonly days: readonly string[];
  /** Called whenever some days are kept. */
  readonly onDays?: (progress: BackfillProgress) => void;
}

export interface BackfillProgress {
  /** The last of them. */
  readonly day: string;
  /** Days that are kept, now or before. */
  readonly daysDone: number;
  readonly summary: BackfillSummary;
}

export interface BackfillSummary extends MergeCounts {
  /** Days that were read now. */
  readonly days: number;
  /** Days that were complete before and not asked for again. */
  readonly known: number;
  readonly papers: number;
  readonly rejected: number;
  /** Days that brought nothing, when they were asked for first and, unless it ended before, once more. */
  readonly failed: readonly { readonly day: string; readonly reason: string }[];
  /** Why it ended before all days were asked for. */
  readonly ended?: SourceError;
}

const NOTHING: BackfillSummary = {
  days: 0,
  known: 0,
  papers: 0,
  added: 0,
  merged: 0,
  unchanged: 0,
  withdrawn: 0,
  rejected: 0,
  failed: [],
};

/** Days are kept together until there are so many papers or days of them: every transaction costs a wait for the disk. */
const PAPERS_A_TRANSACTION = 150;
const DAYS_A_TRANSACTION = 10;

/** One day may be in trouble for ever, and must not keep us from the others; so many in a row are the source's trouble. */
const FAILURES_IN_A_ROW = 5;

/**
 * Reads days one after the other into the catalog. What was read whole before is not asked for again, so that it can be ended at any moment
 * and goes on where it was; a day that fails is set aside and tried once more at the end. It ends early when five days in a row have failed,
 * when the source says that we ask too much, and when it is stopped. Rejects only as the store does.
 */
export async function backfill(options: BackfillOptions): Promise<BackfillSummary> {
  const finished = await options.readDays.finished();
  const open = options.days.filter((day) => !finished.has(day));
  const kept = createKeeping(options, options.days.length - open.length);
  const aside = new Map<string, SourceError>();
  const readAll = async (days: readonly string[]): Promise<SourceError | undefined> => {
    let failures = 0;
    for (const day of days) {
      const asked = await ask(day, options);
      if (!(asked instanceof SourceError)) {
        failures = 0;
        aside.delete(day);
        await kept.add(asked);
        continue;
      }
      if (endsAll(asked)) return asked;
      aside.set(day, asked);
      failures += 1;
      if (failures === FAILURES_IN_A_ROW) return asked;
    }
    return undefined;
  };
  const early = await readAll(open);
  const again = early === undefined ? await readAll([...aside.keys()]) : undefined;
  const summary = await kept.end();
  const failed = [...aside].map(([day, { message }]) => ({ day, reason: message }));
  const ended = again !== undefined && endsAll(again) ? again : early;
  return { ...summary, failed, ...(ended === undefined ? {} : { ended }) };
}

function endsAll({ kind }: SourceError): boolean {
  return kind === 'limited' || kind === 'stopped';
}

interface Asked {
  readonly batch: DayBatch;
  readonly at: Date;
}

/** Keeps days together, and counts. */
function createKeeping(options: BackfillOptions, known: number) {
  let summary: BackfillSummary = { ...NOTHING, known };
  let waiting: readonly Asked[] = [];
  const flush = async () => {
    const day = waiting.at(-1)?.batch.date;
    if (day === undefined) return;
    summary = plus(summary, waiting, await keep(waiting, options));
    waiting = [];
    options.onDays?.({ day, daysDone: known + summary.days, summary });
  };
  return {
    async add(asked: Asked) {
      waiting = [...waiting, asked];
      const papers = waiting.reduce((sum, { batch }) => sum + batch.papers.length, 0);
      if (papers >= PAPERS_A_TRANSACTION || waiting.length >= DAYS_A_TRANSACTION) await flush();
    },
    async end() {
      await flush();
      return summary;
    },
  };
}

async function ask(day: string, { readDay, clock }: BackfillOptions): Promise<Asked | SourceError> {
  const at = clock.now();
  try {
    return { batch: await readDay(day), at };
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** Kept first and noted after: whoever is interrupted in between reads the days again, and loses nothing. */
async function keep(
  asked: readonly Asked[],
  { papers, readDays, clock }: BackfillOptions,
): Promise<MergeCounts> {
  const counts = await papers.merge(
    {
      papers: asked.flatMap(observedThen),
      withdrawn: asked.flatMap(({ batch }) => batch.withdrawn),
    },
    asked.at(-1)?.at ?? clock.now(),
  );
  for (const { batch, at } of asked) {
    await readDays.note(batch, at);
    // A complete day is not asked for again, so that nothing has to be known of its pages.
    if (batch.state === 'filling') await batch.remember();
  }
  return counts;
}

/** A pause of the source may lie between days that are kept together, and midnight in it. */
function observedThen({ batch: { papers }, at }: Asked): readonly Paper[] {
  return papers.map((paper) => ({ ...paper, updatedAt: at.toISOString() }));
}

function plus(summary: BackfillSummary, asked: readonly Asked[], counts: MergeCounts): BackfillSummary {
  const sum = (count: (batch: DayBatch) => number) =>
    asked.reduce((total, { batch }) => total + count(batch), 0);
  return {
    ...summary,
    days: summary.days + asked.length,
    papers: summary.papers + sum(({ papers }) => papers.length),
    added: summary.added + counts.added,
    merged: summary.merged + counts.merged,
    unchanged: summary.unchanged + counts.unchanged,
    withdrawn: summary.withdrawn + counts.withdrawn,
    rejected: summary.rejected + sum(({ rejected }) => rejected),
  };
}
