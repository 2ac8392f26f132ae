import type { Clock } from '../core/clock.js';
import type { MergeCounts, PaperStore } from '../papers/paper-store.js';
import type { SourceBatch } from './source.js';
import { SourceError } from './web/source-error.js';

/** The batch of one day, as a source brings it. */
export interface DayBatch extends SourceBatch {
  readonly date: string;
  /** What still fills is read again the next time. */
  readonly state: 'complete' | 'filling';
  readonly unchanged: boolean;
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
  /** Called after each day. */
  readonly onDay?: (progress: BackfillProgress) => void;
}

export interface BackfillProgress {
  readonly day: string;
  /** Days that are dealt with: read, or set aside, or known to be complete before. */
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
  /** Days of which something came that cannot be read, twice. */
  readonly failed: readonly { readonly day: string; readonly reason: string }[];
  /** Why it ended before the last day. */
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

/**
 * Reads days one after the other into the catalog. What was read whole before is not asked for again, so that it can be ended at any moment
 * and goes on where it was; a day that cannot be read is tried once more at the end. Rejects only as the store does.
 */
export async function backfill(options: BackfillOptions): Promise<BackfillSummary> {
  const finished = await options.readDays.finished();
  const open = options.days.filter((day) => !finished.has(day));
  let summary: BackfillSummary = { ...NOTHING, known: options.days.length - open.length };
  const aside: string[] = [];
  for (const [round, days] of [open, aside].entries()) {
    for (const day of [...days]) {
      const outcome = await readOne(day, options);
      if (outcome instanceof SourceError) {
        if (outcome.kind !== 'unreadable') return { ...summary, ended: outcome };
        if (round === 0) aside.push(day);
        else summary = { ...summary, failed: [...summary.failed, { day, reason: outcome.message }] };
      } else summary = plus(summary, outcome);
      const daysDone = summary.known + summary.days + summary.failed.length;
      options.onDay?.({ day, daysDone, summary });
    }
  }
  return summary;
}

interface DayOutcome {
  readonly batch: DayBatch;
  readonly counts: MergeCounts;
}

async function readOne(day: string, options: BackfillOptions): Promise<DayOutcome | SourceError> {
  const { papers, readDays, clock } = options;
  const asked = clock.now();
  let batch: DayBatch;
  try {
    batch = await options.readDay(day);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  // Kept first and noted after: whoever is interrupted in between reads the day again, and loses nothing.
  const counts = await papers.merge({ papers: batch.papers, withdrawn: batch.withdrawn }, asked);
  await batch.remember();
  await readDays.note(batch, asked);
  return { batch, counts };
}

function plus(summary: BackfillSummary, { batch, counts }: DayOutcome): BackfillSummary {
  return {
    ...summary,
    days: summary.days + 1,
    papers: summary.papers + batch.papers.length,
    added: summary.added + counts.added,
    merged: summary.merged + counts.merged,
    unchanged: summary.unchanged + counts.unchanged,
    withdrawn: summary.withdrawn + counts.withdrawn,
    rejected: summary.rejected + batch.rejected,
  };
}
