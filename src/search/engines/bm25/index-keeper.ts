import type { KeptIndex } from './snapshot.js';

/** An index is kept anew when this share of its papers has changed since the last time. */
const ENOUGH = 0.05;

/** Decides when an index is written down for the next start. */
export interface IndexKeeper {
  /** Notes changes: so many papers. */
  changed(papers: number): void;
  /** Writes when enough has changed; one that is being written is waited for. */
  keep(index: KeptIndex, size: number): Promise<void>;
  /** Writes whatever has changed. */
  keepAll(index: KeptIndex): Promise<void>;
}

export interface IndexKeeperOptions {
  save(index: KeptIndex): Promise<void>;
  /** Hears why an index could not be written; the next change tries again. */
  failed(error: unknown): void;
}

export function createIndexKeeper({ save, failed }: IndexKeeperOptions): IndexKeeper {
  let unsaved = 0;
  let saving: Promise<void> = Promise.resolve();
  const write = async ({ segments, upTo }: KeptIndex) => {
    const before = unsaved;
    unsaved = 0;
    // Papers may be struck out while the rest is being written.
    const asNow = segments.map(({ segment, live }) => ({ segment, live: live.slice() }));
    try {
      await save({ segments: asNow, upTo });
    } catch (error) {
      unsaved += before;
      failed(error);
    }
  };
  const inTurn = (isDue: () => boolean, index: KeptIndex) => {
    saving = saving.then(() => (isDue() ? write(index) : undefined));
    return saving;
  };
  return {
    changed(papers) {
      unsaved += papers;
    },
    keep: (index, size) => inTurn(() => unsaved > ENOUGH * size, index),
    keepAll: (index) => inTurn(() => unsaved > 0, index),
  };
}
