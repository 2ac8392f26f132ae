import type { Clock } from '../core/clock.js';
import type { Logger } from '../ops/logger.js';
import type { MergeCounts, PaperStore } from '../papers/paper-store.js';
import type { SourceBatch } from './source.js';

export interface IngestOptions {
  readonly papers: Pick<PaperStore, 'merge'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hears of papers once they are kept, so that the index and whoever waits for new papers follow at once. */
  readonly announce?: (counts: MergeCounts) => Promise<void>;
}

/** What was fetched, and what became of it. */
export interface Ingested<Batch> {
  readonly batch: Batch;
  readonly counts: MergeCounts;
}

/**
 * The one way of papers from a source into the catalog: fetch (which parses and normalises), merge and store, remember what was seen, announce.
 * The papers count as observed when they were asked for. Rejects as the fetching or the store does; then nothing is remembered as seen.
 */
export async function ingest<Batch extends SourceBatch & { remember?(): Promise<void> }>(
  fetch: () => Promise<Batch>,
  { papers, clock, logger, announce }: IngestOptions,
): Promise<Ingested<Batch>> {
  const asked = clock.now();
  const batch = await fetch();
  const counts = await papers.merge(batch, asked);
  await batch.remember?.();
  const { added, merged, withdrawn } = counts;
  if (added + merged + withdrawn === 0) return { batch, counts };
  logger.info({ event: 'papers-ingested', count: added + merged + withdrawn });
  await announce?.(counts);
  return { batch, counts };
}
