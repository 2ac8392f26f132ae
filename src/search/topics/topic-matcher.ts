import { AskedThread, ThreadEndedError } from '../../threads/asked-thread.js';
import { inTime, type Timers } from '../../threads/in-time.js';
import type { SearchDocument } from '../search-engine.js';
import type { MatchingAnswer, MatchingCall } from './messages.js';

/** So many papers make an index in half a second; a larger batch takes several. */
const PAPERS_AT_ONCE = 2_000;
/** Handing over more in one go would hold up the event loop, because it is copied. */
const PAPERS_A_PART = 50;
const QUERIES_A_PART = 1_000;
/** A part takes some ten milliseconds; a thread that says nothing for so long is out of hand. */
const MOST_MS = 10_000;

const HANGS = `The thread that matches topics made no progress for ${MOST_MS / 1_000} s, so it was ended and this batch is not matched. The next one starts a thread of its own.`;
const CLOSED = 'The matcher of topics is closed.';

/** Papers that have just come, and the queries they are held against. */
export interface TopicBatch {
  /** Of papers with the same id the last one counts. */
  readonly documents: readonly SearchDocument[];
  /** In canonical form. Equal ones are evaluated once. */
  readonly queries: readonly string[];
  /** What `age<` counts from. */
  readonly now: Date;
}

export interface TopicMatches {
  /** The ids of the papers that a query matches, in the order of the documents; a query that matches none is not in it. */
  readonly matched: ReadonlyMap<string, readonly string[]>;
  /** Queries that could not be evaluated, such as one that cannot be read any more, and why. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Matches saved queries against new papers; strict: exactly what `matches` of the query language says. */
export interface TopicMatcher {
  /** One batch after another. Rejects with a sentence when the thread hangs or dies, and then can be asked again. */
  match(batch: TopicBatch): Promise<TopicMatches>;
  /** Gives up what is under way; that rejects then. */
  close(): Promise<void>;
}

export interface TopicMatcherHost {
  /** The compiled entry of the thread. */
  readonly file: URL;
  readonly timers: Timers;
}

/**
 * Creates a matcher that works in a thread, so that many topics never hold up the bot. Each batch has a thread of its own, which costs some
 * 50 ms a batch: batches come a few times a day, nothing of one is of use to the next, and the memory is given back.
 */
export function createTopicMatcher({ file, timers }: TopicMatcherHost): TopicMatcher {
  let turn: Promise<unknown> = Promise.resolve();
  let thread: MatchingThread | undefined;
  let closed = false;

  const matchInThread = async (batch: TopicBatch): Promise<TopicMatches> => {
    if (closed) throw new ThreadEndedError(CLOSED);
    const current: MatchingThread = new AskedThread({ file, owner: 'the matcher of topics' });
    thread = current;
    try {
      return await matchAll(batch, (call) =>
        inTime(current.ask(call), { timers, mostMs: MOST_MS, late: HANGS }),
      );
    } finally {
      await current.terminate();
    }
  };
  return {
    match(batch) {
      if (batch.documents.length === 0 || batch.queries.length === 0)
        return Promise.resolve({ matched: new Map(), failed: new Map() });
      const matched = turn.then(() => matchInThread(batch));
      turn = matched.catch(() => undefined);
      return matched;
    },
    async close() {
      closed = true;
      await thread?.terminate();
      await turn;
    },
  };
}

type MatchingThread = AskedThread<MatchingCall, MatchingAnswer>;
type Ask = (call: MatchingCall) => Promise<MatchingAnswer>;

async function matchAll({ documents, queries, now }: TopicBatch, ask: Ask): Promise<TopicMatches> {
  const matched = new Map<string, string[]>();
  const failed = new Map<string, string>();
  const papers = [...new Map(documents.map((document) => [document.id, document])).values()];
  for (const block of partsOf(papers, PAPERS_AT_ONCE)) {
    let left = block.length;
    for (const part of partsOf(block, PAPERS_A_PART)) {
      left -= part.length;
      await ask({ kind: 'papers', documents: part, last: left === 0 });
    }
    for (const part of partsOf(queries, QUERIES_A_PART)) {
      const { pairs, failures } = await ask({ kind: 'queries', queries: part, now });
      takePairs(pairs, part, block, matched);
      for (const { query, reason } of failures) failed.set(part[query] ?? '', reason);
    }
  }
  return { matched, failed };
}

function takePairs(
  pairs: Uint32Array,
  queries: readonly string[],
  block: readonly SearchDocument[],
  matched: Map<string, string[]>,
): void {
  for (let at = 0; at < pairs.length; at += 2) {
    const query = queries[pairs[at] ?? 0];
    const paper = block[pairs[at + 1] ?? 0];
    if (query === undefined || paper === undefined) continue;
    const ids = matched.get(query);
    if (ids === undefined) matched.set(query, [paper.id]);
    else ids.push(paper.id);
  }
}

function* partsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
