import type { Paper } from './paper.js';

/** Where papers are kept. A sequence number grows with every change, so that others can follow. */
export interface PaperStore {
  /** How many papers there are; one that has a better id now counts once. */
  count(): Promise<number>;
  /** What has changed after a sequence number, oldest change first and so many at most, and the number of the last change. */
  changedSince(sequence: number, most: number): Promise<PaperChanges>;
  /**
   * Takes in what a source said at an instant. Papers that are one become one (`joinPapers`); the same observations give the same papers
   * in whatever order they are taken in, and only sequence numbers and `updatedAt` tell of that order.
   */
  merge(batch: PaperBatch, now: Date): Promise<MergeCounts>;
}

/** What a source said: papers, and ids of papers that were withdrawn. */
export interface PaperBatch {
  readonly papers: readonly Paper[];
  readonly withdrawn: readonly string[];
  /** False where the source was asked for these papers, which are no news then: neither first seen by that nor of a feed day. */
  readonly news?: boolean;
}

export interface MergeCounts {
  readonly added: number;
  /** Known before, and changed by what was said. */
  readonly merged: number;
  readonly unchanged: number;
  /** Ids that nobody had called withdrawn before. */
  readonly withdrawn: number;
}

export interface PaperChanges {
  /** Papers that are new or have changed. */
  readonly changes: readonly PaperChange[];
  /** Ids under which there is nothing to be found any more. */
  readonly gone: readonly PaperGone[];
  /** Where to go on; the number asked with when nothing has changed since. */
  readonly sequence: number;
}

export interface PaperChange {
  readonly paper: Paper;
  readonly sequence: number;
}

export type PaperGone =
  /** The paper has a better id now. */
  | { readonly kind: 'moved'; readonly id: string; readonly to: string; readonly sequence: number }
  /** Withdrawn by its authors, and hidden; the paper is what was known of it. */
  | { readonly kind: 'withdrawn'; readonly id: string; readonly paper: Paper; readonly sequence: number };
