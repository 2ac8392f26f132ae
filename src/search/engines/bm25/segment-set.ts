import type { SearchDocument } from '../../search-engine.js';
import { type LiveSegment, liveCount, liveSegment, strike } from './live-segment.js';
import { mergeable, strikeWhatWent } from './merge-policy.js';
import { createScorer, type Scorer } from './scorer.js';
import { paperOfId } from './segment.js';
import { mergedSegment, segmentOf } from './segment-builder.js';
import { inSlices } from './slices.js';

/**
 * The segments of an index as they change. Papers that are added together make one; small ones are merged in slices beside the work, so
 * that nothing is ever rebuilt and nobody waits. Changes are made one after another; who reads sees all of a change or nothing.
 */
export class SegmentSet {
  #segments: readonly LiveSegment[];
  #scorer: Scorer;
  #changes: Promise<void> = Promise.resolve();
  #merging: Promise<void> | undefined;
  #closed = false;

  constructor(segments: readonly LiveSegment[]) {
    this.#segments = segments;
    this.#scorer = createScorer(segments);
  }

  get segments(): readonly LiveSegment[] {
    return this.#segments;
  }

  get scorer(): Scorer {
    return this.#scorer;
  }

  get size(): number {
    return this.#segments.reduce((sum, one) => sum + liveCount(one), 0);
  }

  /** Of documents with the same id the last counts. */
  add(documents: readonly SearchDocument[]): Promise<void> {
    return this.#inTurn(async () => {
      const last = new Map(documents.map((document): [string, SearchDocument] => [document.id, document]));
      if (last.size === 0) return;
      const fresh = await inSlices(segmentOf([...last.values()]));
      if (this.#closed) return;
      this.#strikeAll(last.keys());
      this.#commit([...this.#segments, liveSegment(fresh)]);
      this.#startMerging();
    });
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      this.#strikeAll(ids);
      this.#commit(this.#segments);
      this.#startMerging();
    });
  }

  /** Comes when no change and no merge is under way. */
  async settled(): Promise<void> {
    await this.#changes;
    await this.#merging;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
    this.#commit([]);
  }

  #commit(next: readonly LiveSegment[]): void {
    this.#segments = next.filter((one) => liveCount(one) > 0);
    this.#scorer = createScorer(this.#segments);
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#changes.then(change);
    this.#changes = done.catch(() => undefined);
    return done;
  }

  #strikeAll(ids: Iterable<string>): void {
    for (const id of ids) {
      for (const one of this.#segments) {
        const paper = paperOfId(one.segment, id);
        if (paper !== undefined) strike(one, paper);
      }
    }
  }

  #startMerging(): void {
    this.#merging ??= this.#mergeAll().finally(() => {
      this.#merging = undefined;
    });
  }

  async #mergeAll(): Promise<void> {
    for (
      let parts = mergeable(this.#segments);
      parts.length > 0 && !this.#closed;
      parts = mergeable(this.#segments)
    ) {
      await this.#mergeOnce(parts);
    }
  }

  /** Papers may be struck while a merge is reading; they are struck again from what it made. */
  async #mergeOnce(parts: readonly LiveSegment[]): Promise<void> {
    const before = parts.map(({ segment, live }) => ({ segment, live: live.slice() }));
    const merged = liveSegment(await inSlices(mergedSegment(before)));
    await this.#inTurn(async () => {
      if (this.#closed) return;
      strikeWhatWent(merged, before, parts);
      const first = this.#segments.indexOf(parts[0] ?? merged);
      const others = this.#segments.filter((one) => !parts.includes(one));
      this.#commit(others.toSpliced(Math.max(0, first), 0, merged));
    });
  }
}
