import type { Paper } from '../papers/paper.js';

/** What one request to a source brought. */
export interface SourceBatch {
  readonly papers: readonly Paper[];
  /** Ids of papers that were withdrawn: they are hidden from now on. */
  readonly withdrawn: readonly string[];
  readonly problems: readonly SourceProblem[];
  /** False where we asked for these papers: they are not what the source has brought as new. */
  readonly news?: boolean;
}

/** Something a source said that could not be used; it never repeats what was said, for that may be hostile. */
export interface SourceProblem {
  /** Where it stands, such as `2026-05-28, item 3` or `papers.jsonl:17`. */
  readonly place: string;
  readonly message: string;
}
