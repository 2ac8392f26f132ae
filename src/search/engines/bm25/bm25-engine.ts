import type { SearchDocument, SearchEngine } from '../../search-engine.js';
import { createIndexKeeper, type IndexKeeper } from './index-keeper.js';
import { searchSegments } from './search.js';
import { SegmentSet } from './segment-set.js';
import { similarPapers } from './similar.js';
import type { KeptIndex } from './snapshot.js';
import { loadSnapshot, type SnapshotPlace, saveSnapshot } from './snapshot-file.js';
import { suggestions } from './suggest.js';

export interface Bm25Engine extends SearchEngine {
  /** The catalog's sequence number up to which every paper is in the index; 0 for an empty one. */
  readonly upTo: number;
  /** How many parts the index has now. */
  readonly segments: number;
  /** Comes when no change and no merge is under way, and what is due has been written. */
  settled(): Promise<void>;
}

export interface SnapshotOptions extends SnapshotPlace {
  /** Only read, never written: for whoever looks in beside a running bot. */
  readonly readOnly?: boolean;
  /** Hears why a snapshot could not be written. */
  failed?(error: unknown): void;
}

/** Opens our own engine with the index that was kept, or an empty one; kept again when a twentieth of it is new, and at the end. */
export async function openBm25Engine(
  options: { readonly snapshot?: SnapshotOptions } = {},
): Promise<Bm25Engine> {
  const { snapshot } = options;
  if (snapshot === undefined) return createBm25Engine();
  const kept = await loadSnapshot(snapshot);
  if (snapshot.readOnly === true) return createBm25Engine(kept);
  const save = (index: KeptIndex) => saveSnapshot(snapshot, index);
  const keeper = createIndexKeeper({ save, failed: (error) => snapshot.failed?.(error) });
  return createBm25Engine(kept, keeper);
}

/** Our own engine: BM25F over typed arrays. */
export function createBm25Engine(kept?: KeptIndex, keeper?: IndexKeeper): Bm25Engine {
  const set = new SegmentSet(kept?.segments ?? []);
  let upTo = kept?.upTo ?? 0;
  const index = (): KeptIndex => ({ segments: set.segments, upTo });
  let closed = false;
  const keepWhenSettled = async () => {
    await set.settled();
    if (!closed) await keeper?.keep(index(), set.size);
  };
  let keeping: Promise<void> = Promise.resolve();
  const changed = (papers: number) => {
    keeper?.changed(papers);
    keeping = keepWhenSettled();
  };
  return {
    name: 'bm25',
    get size() {
      return set.size;
    },
    get upTo() {
      return upTo;
    },
    get segments() {
      return set.segments.length;
    },
    async settled() {
      await set.settled();
      await keeping;
    },
    async add(documents) {
      await set.add(documents);
      upTo = documents.reduce(latest, upTo);
      changed(documents.length);
    },
    async remove(ids) {
      const { size } = set;
      await set.remove(ids);
      // Nothing need make a removal again that was lost: it is written at once. What is not here is removed at every start.
      changed(set.size === size ? 0 : Number.POSITIVE_INFINITY);
    },
    search: async (request) => searchSegments(set.segments, set.scorer, request),
    similar: async (id, limit) => similarPapers(set.segments, set.scorer, id, limit),
    suggest: async (prefix, limit) => suggestions(set.segments, prefix, limit),
    async close() {
      const last = index();
      closed = true;
      await set.close();
      await keeping;
      await keeper?.keepAll(last);
    },
  };
}

function latest(upTo: number, { sequence = 0 }: SearchDocument): number {
  return Math.max(upTo, sequence);
}
