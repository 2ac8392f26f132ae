import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../../../ops/logger.js';
import { ThreadEndedError } from '../../../threads/asked-thread.js';
import type { Completion, CompletionRequest } from '../../completion/complete-query.js';
import type { FreeSearchRequest, FreeSearchResult } from '../../free-search.js';
import type {
  SearchDocument,
  SearchEngine,
  SearchPage,
  SearchRequest,
  SimilarHit,
  Suggestion,
} from '../../search-engine.js';
import { EngineThread } from './engine-thread.js';
import type { Answer, EngineOrder, Question } from './messages.js';

/** No query takes so long that is not out of hand: the slowest take a tenth of it. */
const MOST_MS = 300;
/** How many queries a question takes at most, where it takes more than one. */
const QUERIES: Readonly<Partial<Record<Question['kind'], number>>> = { 'search-freely': 3, complete: 24 };
/** Nobody waits longer than this for what was asked behind it. */
const MOST_MS_IN_ALL = 1_500;
/** So many questions wait at most; who comes later is told so at once. */
const MOST_WAITING = 64;
/** A thread that ends again and again before it is filled is not started any more. */
const MOST_STARTS = 3;
const CLOSE_MS = 5_000;
/** More would hold up the event loop. */
const REMEMBERED_AT_ONCE = 1_000;

const TOO_LONG = 'That search took too long, so I stopped it. Ask for fewer words or fewer alternatives.';
const BUSY = 'Search is very busy just now. Please try again in a moment.';
const AGAIN = 'Search had to start afresh. Please ask again.';
const GONE = 'Search does not work just now. Whoever runs me finds the reason in the log.';

/** Time as far as this room needs it. */
export interface Timers {
  timer(milliseconds: number): { readonly elapsed: Promise<void>; cancel(): void };
}

export interface EngineHost {
  /** The compiled entry of the thread. */
  readonly file: URL;
  readonly timers: Timers;
  readonly logger: Logger;
  /** Makes the error that the person who asked reads. */
  refusal(message: string): Error;
}

/**
 * An engine in a thread of its own, so that no search and no change of the index ever holds up the bot. Questions are answered in the order
 * in which they are asked; one that takes too long ends the thread with it, and a new one is filled with the papers remembered here and asked what came behind. A change may take longer, because
 * lunr works everything out anew: while one is under way no question is too slow.
 */
export class HostedEngine implements SearchEngine {
  readonly name: string;
  readonly #order: EngineOrder;
  readonly #host: EngineHost;
  readonly #documents = new Map<string, SearchDocument>();
  #thread: EngineThread;
  /** Resolves when the thread has every paper that is remembered. */
  #filled: Promise<void>;
  #starts = 0;
  #size = 0;
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #changes: Promise<unknown> = Promise.resolve();
  #changing = 0;
  #closed = false;

  constructor(order: EngineOrder, host: EngineHost) {
    this.name = order.engine;
    this.#order = order;
    this.#host = host;
    this.#thread = this.#start();
    this.#filled = this.#fillOrFollow(this.#thread);
  }

  get size(): number {
    return this.#size;
  }

  add(documents: readonly SearchDocument[]): Promise<void> {
    return this.#change(
      async () => {
        for (const [at, document] of documents.entries()) {
          this.#documents.set(document.id, document);
          if ((at + 1) % REMEMBERED_AT_ONCE === 0) await nextTurn();
        }
      },
      async (thread) => {
        const { upTo } = await thread.ready;
        const missing = documents.filter((document) => isAfter(document, upTo));
        return missing.length === 0 ? this.#size : thread.add(missing);
      },
    );
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#change(
      async () => {
        for (const id of ids) this.#documents.delete(id);
      },
      async (thread) => {
        const answer = await thread.ask({ kind: 'remove', ids });
        if (answer.kind !== 'changed') throw unexpected(answer);
        return answer.size;
      },
    );
  }

  async search(request: SearchRequest): Promise<SearchPage> {
    const answer = await this.#ask({ kind: 'search', request });
    if (answer.kind !== 'found') throw unexpected(answer);
    return answer.page;
  }

  async similar(id: string, limit: number): Promise<readonly SimilarHit[]> {
    const answer = await this.#ask({ kind: 'similar', id, limit });
    if (answer.kind !== 'similar') throw unexpected(answer);
    return answer.hits;
  }

  async suggest(prefix: string, limit: number): Promise<readonly Suggestion[]> {
    const answer = await this.#ask({ kind: 'suggest', prefix, limit });
    if (answer.kind !== 'suggested') throw unexpected(answer);
    return answer.suggestions;
  }

  async searchFreely(request: FreeSearchRequest): Promise<FreeSearchResult> {
    const answer = await this.#ask({ kind: 'search-freely', request });
    if (answer.kind !== 'found-freely') throw unexpected(answer);
    return answer.result;
  }

  async complete({ signal, ...request }: CompletionRequest): Promise<readonly Completion[]> {
    if (signal?.aborted) return [];
    const answer = await this.#ask({ kind: 'complete', request });
    if (answer.kind !== 'completed') throw unexpected(answer);
    return answer.completions;
  }

  /** Lets what is under way come to its end, as long as that takes no longer than a few seconds. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const patience = this.#host.timers.timer(CLOSE_MS);
    const orderly = async () => {
      await this.#turn;
      await this.#changes;
      await this.#thread.ask({ kind: 'close' });
    };
    await Promise.race([orderly().catch(() => undefined), patience.elapsed]);
    patience.cancel();
    await this.#thread.terminate();
    this.#documents.clear();
    this.#size = 0;
  }

  async #ask(question: Question): Promise<Answer> {
    if (this.#closed) throw new ThreadEndedError('The search engine is closed.');
    if (this.#waiting >= MOST_WAITING) throw this.#host.refusal(BUSY);
    this.#waiting++;
    const answer = this.#answer(question, this.#turn);
    this.#turn = Promise.allSettled([this.#turn, answer]).then(() => this.#waiting--);
    return answer;
  }

  /** The thread has the question before its turn has come, so that it need not wait for us between two of them. */
  async #answer(question: Question, turn: Promise<unknown>): Promise<Answer> {
    for (;;) {
      await this.#filled;
      const thread = this.#thread;
      const asked = thread.ask(question);
      const isTurn = turn.then(() => 'turn' as const);
      try {
        const outcome = await Promise.race([asked, isTurn]);
        if (outcome !== 'turn') return outcome;
        if (thread === this.#thread) return await this.#answerInTime(asked, thread, limitOf(question));
      } catch (error) {
        if (!(error instanceof ThreadEndedError) || this.#closed) throw error;
      }
      // What came before it has ended the thread, and it is asked anew.
      asked.catch(() => undefined);
    }
  }

  async #answerInTime(asked: Promise<Answer>, thread: EngineThread, mostMs: number): Promise<Answer> {
    const watch = this.#watch(mostMs);
    try {
      // Where it was we who stood still, the answer lies here and has only to be taken in.
      const late = watch.late.then(() => nextTurn('late' as const));
      const answer = await Promise.race([asked, late]);
      if (answer !== 'late') return answer;
    } catch (error) {
      throw error instanceof ThreadEndedError && !this.#closed ? this.#host.refusal(AGAIN) : error;
    } finally {
      watch.cancel();
    }
    asked.catch(() => undefined);
    this.#restart(thread, 'a search took too long');
    throw this.#host.refusal(TOO_LONG);
  }

  /** Resolves when a query has had its time, which is counted while nothing is being changed. */
  #watch(mostMs: number): { readonly late: Promise<'late'>; cancel(): void } {
    let over = false;
    let cancel = () => {
      over = true;
    };
    const count = async () => {
      while (this.#changing > 0) await this.#changes;
      const timer = this.#host.timers.timer(mostMs);
      if (over) timer.cancel();
      cancel = timer.cancel;
      await timer.elapsed;
      return 'late' as const;
    };
    return { late: count(), cancel: () => cancel() };
  }

  /** Changes are made one after another. One that the thread did not live to see is made again in the next. */
  async #change(
    remember: () => Promise<void>,
    make: (thread: EngineThread) => Promise<number>,
  ): Promise<void> {
    this.#changing++;
    const changed = this.#changes.then(async () => {
      await remember();
      for (;;) {
        await this.#filled;
        const thread = this.#thread;
        try {
          this.#size = await make(thread);
          return;
        } catch (error) {
          if (!(error instanceof ThreadEndedError) || this.#closed) throw error;
        }
      }
    });
    const done = changed.finally(() => this.#changing--);
    this.#changes = done.catch(() => undefined);
    return done;
  }

  #start(): EngineThread {
    const { file, logger } = this.#host;
    const notKept = (reason: string) => logger.warn({ event: 'search-index-not-kept', reason });
    const ended = (reason: string) => this.#restart(thread, reason);
    const thread: EngineThread = new EngineThread({ file, order: this.#order, notKept, ended });
    return thread;
  }

  async #fill(thread: EngineThread): Promise<void> {
    const { size, upTo } = await thread.ready;
    this.#size = size;
    const missing = [...this.#documents.values()].filter((document) => isAfter(document, upTo));
    if (missing.length > 0) this.#size = await thread.add(missing);
    this.#starts = 0;
  }

  #restart(thread: EngineThread, reason: string): void {
    if (this.#closed || thread !== this.#thread) return;
    const { logger, refusal } = this.#host;
    void thread.terminate();
    if (++this.#starts >= MOST_STARTS) {
      logger.error({ event: 'search-given-up', kind: this.name, reason });
      this.#filled = Promise.reject(refusal(GONE));
      this.#filled.catch(() => undefined);
      return;
    }
    logger.warn({ event: 'search-restarted', kind: this.name, reason });
    this.#thread = this.#start();
    this.#filled = this.#fillOrFollow(this.#thread);
  }

  /** Resolves when a thread is filled, be it this one or the one that had to take its place. */
  #fillOrFollow(thread: EngineThread): Promise<void> {
    const filled: Promise<void> = this.#fill(thread).catch((error: unknown) => {
      if (this.#filled === filled) throw error;
      return this.#filled;
    });
    // Whoever asks hears of it.
    filled.catch(() => undefined);
    return filled;
  }
}

/** A document without a number is always taken for new. */
function isAfter({ sequence = Number.POSITIVE_INFINITY }: SearchDocument, upTo: number): boolean {
  return sequence > upTo;
}

function unexpected({ kind }: Answer): Error {
  return new Error(`The thread of the search engine answered another question: ${kind}.`);
}

function limitOf({ kind }: Question): number {
  return Math.min(MOST_MS * (QUERIES[kind] ?? 1), MOST_MS_IN_ALL);
}
