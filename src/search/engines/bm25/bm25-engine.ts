import type { SearchDocument, SearchEngine } from '../../search-engine.js';
import { type LiveSegment, liveCount, liveSegment, strike } from './live-segment.js';
import { mergeable, strikeWhatWent } from './merge-policy.js';
import { createScorer } from './scorer.js';
import { searchSegments } from './search.js';
import { paperOfId } from './segment.js';
import { mergedSegment, segmentOf } from './segment-builder.js';
import { similarPapers } from './similar.js';
import { inSlices } from './slices.js';
import { suggestions } from './suggest.js';

export interface Bm25Engine extends SearchEngine {
  /** How many parts the index has now. */
  readonly segments: number;
  /** Comes when no change and no merge is under way. */
  settled(): Promise<void>;
}

/**
 * Our own engine: BM25F over typed arrays. Papers that are added together make a segment; small segments are merged in slices beside the
 * work, so that nothing is ever rebuilt and nobody waits. Changes are made one after another; searches see all of a change or nothing.
 */
export function createBm25Engine(): Bm25Engine {
  let segments: readonly LiveSegment[] = [];
  let scorer = createScorer(segments);
  let changes: Promise<void> = Promise.resolve();
  let merging: Promise<void> | undefined;
  let closed = false;

  const commit = (next: readonly LiveSegment[]): void => {
    segments = next.filter((one) => liveCount(one) > 0);
    scorer = createScorer(segments);
  };
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = changes.then(change);
    changes = done.catch(() => undefined);
    return done;
  };
  const strikeAll = (ids: Iterable<string>): void => {
    for (const id of ids) {
      for (const one of segments) {
        const paper = paperOfId(one.segment, id);
        if (paper !== undefined) strike(one, paper);
      }
    }
  };
  /** Papers may be struck while a merge is reading; they are struck again from what it made. */
  const mergeOnce = async (parts: readonly LiveSegment[]): Promise<void> => {
    const before = parts.map(({ segment, live }) => ({ segment, live: live.slice() }));
    const merged = liveSegment(await inSlices(mergedSegment(before)));
    await inTurn(async () => {
      if (closed) return;
      strikeWhatWent(merged, before, parts);
      const first = segments.indexOf(parts[0] ?? merged);
      const others = segments.filter((one) => !parts.includes(one));
      commit(others.toSpliced(Math.max(0, first), 0, merged));
    });
  };
  const mergeAll = async (): Promise<void> => {
    for (let parts = mergeable(segments); parts.length > 0 && !closed; parts = mergeable(segments)) {
      await mergeOnce(parts);
    }
  };
  const startMerging = (): void => {
    merging ??= mergeAll().finally(() => {
      merging = undefined;
    });
  };

  return {
    name: 'bm25',
    get size() {
      return segments.reduce((sum, one) => sum + liveCount(one), 0);
    },
    get segments() {
      return segments.length;
    },
    async settled() {
      await changes;
      await merging;
    },
    add: (documents) =>
      inTurn(async () => {
        const last = new Map(documents.map((document): [string, SearchDocument] => [document.id, document]));
        if (last.size === 0) return;
        const fresh = await inSlices(segmentOf([...last.values()]));
        if (closed) return;
        strikeAll(last.keys());
        commit([...segments, liveSegment(fresh)]);
        startMerging();
      }),
    remove: (ids) =>
      inTurn(async () => {
        strikeAll(ids);
        commit(segments);
        startMerging();
      }),
    search: async (request) => searchSegments(segments, scorer, request),
    similar: async (id, limit) => similarPapers(segments, scorer, id, limit),
    suggest: async (prefix, limit) => suggestions(segments, prefix, limit),
    async close() {
      closed = true;
      await changes;
      await merging;
      commit([]);
    },
  };
}
