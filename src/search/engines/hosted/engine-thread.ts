import { AskedThread } from '../../../threads/asked-thread.js';
import type { SearchDocument } from '../../search-engine.js';
import type { Answer, Call, EngineNotice, EngineOrder } from './messages.js';

/** Handing over more at once would hold up the event loop, because it is copied. */
const PART = 100;

/** Most of what an engine makes on its way is soon garbage; more room would only fill with it. */
const YOUNG_MB = 12;

export interface EngineThreadOptions {
  /** The compiled entry of the thread. */
  readonly file: URL;
  readonly order: EngineOrder;
  /** Hears why the index could not be kept for the next start. */
  notKept(reason: string): void;
  /** Hears that the thread has ended, however that came, before those do who have asked it something. */
  ended(reason: string): void;
}

/** One thread with one engine in it, from its start to its end. */
export class EngineThread {
  readonly #thread: AskedThread<Call, Answer, EngineNotice>;
  /** Resolves when the engine stands, with the sequence number it starts from. */
  readonly ready: Promise<{ readonly size: number; readonly upTo: number }>;

  constructor({ file, order, notKept, ended }: EngineThreadOptions) {
    let stands: (at: { readonly size: number; readonly upTo: number }) => void = () => undefined;
    let refuse: (error: Error) => void = () => undefined;
    this.ready = new Promise((resolve, reject) => {
      [stands, refuse] = [resolve, reject];
    });
    // Whoever waits for it hears of it; nobody has to.
    this.ready.catch(() => undefined);
    this.#thread = new AskedThread({
      file,
      order,
      owner: 'the search engine',
      youngMb: YOUNG_MB,
      noticed(notice) {
        if (notice.kind === 'ready') stands(notice);
        else notKept(notice.reason);
      },
      ended(error, reason) {
        ended(reason);
        refuse(error);
      },
    });
  }

  ask(call: Call): Promise<Answer> {
    return this.#thread.ask(call);
  }

  /** Hands documents over in parts, each after the one before has arrived; resolves with the size of the index. */
  async add(documents: readonly SearchDocument[]): Promise<number> {
    for (let start = 0; ; start += PART) {
      const last = start + PART >= documents.length;
      const answer = await this.ask({ kind: 'add', documents: documents.slice(start, start + PART), last });
      if (last) return answer.kind === 'changed' ? answer.size : 0;
    }
  }

  async terminate(): Promise<void> {
    await this.#thread.terminate();
  }
}
