import { Worker } from 'node:worker_threads';
import type { SearchDocument } from '../../search-engine.js';
import type { Answer, Call, EngineOrder, NumberedCall, Report } from './messages.js';

/** Handing over more at once would hold up the event loop, because it is copied. */
const PART = 100;

/** Rejects what was asked of a thread that is no more. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
}

interface Asked {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

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
  readonly #options: EngineThreadOptions;
  readonly #worker: Worker;
  readonly #asked = new Map<number, Asked>();
  #number = 0;
  #end: ThreadEndedError | undefined;
  #refuse: (error: Error) => void = () => undefined;
  /** Resolves when the engine stands, with the sequence number it starts from. */
  readonly ready: Promise<{ readonly size: number; readonly upTo: number }>;

  constructor(options: EngineThreadOptions) {
    this.#options = options;
    this.#worker = new Worker(options.file, { workerData: options.order });
    this.#worker.once('error', (error) => this.#finish(error.message));
    this.#worker.once('exit', (code) => this.#finish(`it ended with code ${code}`));
    this.ready = new Promise((resolve, reject) => {
      this.#refuse = reject;
      this.#worker.on('message', (report: Report) => {
        if (report.kind === 'ready') resolve(report);
        else if (report.kind === 'not-kept') options.notKept(report.reason);
        else this.#settle(report);
      });
    });
    // Whoever waits for it hears of it; nobody has to.
    this.ready.catch(() => undefined);
  }

  ask(call: Call): Promise<Answer> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#asked.set(number, { resolve, reject });
      const message: NumberedCall = { number, call };
      this.#worker.postMessage(message);
    });
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
    await this.#worker.terminate();
  }

  #settle(report: Extract<Report, { readonly number: number }>): void {
    const asked = this.#asked.get(report.number);
    this.#asked.delete(report.number);
    if (report.kind === 'answer') asked?.resolve(report.answer);
    else asked?.reject(new Error(`The search engine failed: ${report.reason}`));
  }

  #finish(reason: string): void {
    if (this.#end !== undefined) return;
    this.#end = new ThreadEndedError(`The thread of the search engine has ended: ${reason}.`);
    this.#options.ended(reason);
    this.#refuse(this.#end);
    for (const { reject } of this.#asked.values()) reject(this.#end);
    this.#asked.clear();
  }
}
