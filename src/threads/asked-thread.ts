import { Worker } from 'node:worker_threads';

/** What is asked of a thread, with the number its answer comes under. */
export interface NumberedCall<Call> {
  readonly number: number;
  readonly call: Call;
}

/** What a thread says: an answer, why there is none, or something that nobody has asked for. */
export type Report<Answer, Notice = never> =
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly number: number; readonly reason: string }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** Rejects what was asked of a thread that is no more. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
}

export interface AskedThreadOptions<Notice> {
  /** The compiled entry of the thread, and what it is told at its start. */
  readonly file: URL;
  readonly order?: unknown;
  /** How much memory new objects get at most, in MB, however Node is started. What lasts has no limit of its own. */
  readonly youngMb?: number;
  /** Whose thread it is, for the sentences of errors: "the search engine". */
  readonly owner: string;
  noticed?(notice: Notice): void;
  /** Hears that the thread has ended, however that came, before those do who have asked it something. */
  ended?(error: ThreadEndedError, reason: string): void;
}

interface Asked<Answer> {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** One thread that is asked things and answers them, from its start to its end. */
export class AskedThread<Call, Answer, Notice = never> {
  readonly #options: AskedThreadOptions<Notice>;
  readonly #worker: Worker;
  readonly #asked = new Map<number, Asked<Answer>>();
  #number = 0;
  #end: ThreadEndedError | undefined;

  constructor(options: AskedThreadOptions<Notice>) {
    this.#options = options;
    const { file, order, youngMb } = options;
    const limits = youngMb === undefined ? {} : { resourceLimits: { maxYoungGenerationSizeMb: youngMb } };
    this.#worker = new Worker(file, { workerData: order, ...limits });
    this.#worker.once('error', (error) => this.#finish(error.message));
    this.#worker.once('exit', (code) => this.#finish(`it ended with code ${code}`));
    this.#worker.on('message', (report: Report<Answer, Notice>) => {
      if (report.kind === 'notice') options.noticed?.(report.notice);
      else this.#settle(report);
    });
  }

  ask(call: Call): Promise<Answer> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#asked.set(number, { resolve, reject });
      const message: NumberedCall<Call> = { number, call };
      this.#worker.postMessage(message);
    });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(report: Exclude<Report<Answer, Notice>, { readonly kind: 'notice' }>): void {
    const asked = this.#asked.get(report.number);
    this.#asked.delete(report.number);
    if (report.kind === 'answer') asked?.resolve(report.answer);
    else asked?.reject(new Error(`The thread of ${this.#options.owner} failed: ${report.reason}`));
  }

  #finish(reason: string): void {
    if (this.#end !== undefined) return;
    const error = new ThreadEndedError(`The thread of ${this.#options.owner} has ended: ${reason}.`);
    this.#end = error;
    this.#options.ended?.(error, reason);
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}
