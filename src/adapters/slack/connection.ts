import type { SocketModeReceiver } from '@slack/bolt';
import type { Clock, Timer } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';

const HELLO_WITHIN_MS = 30_000;
const LONGEST_PAUSE_MS = 60_000;

export interface ConnectionOptions {
  readonly client: SocketModeReceiver['client'];
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Keeps the socket open. The SDK's own reconnecting is off: it is deaf for five seconds or more at each of Slack's regular refreshes, and
 * a network error in it ends the process.
 */
export class Connection {
  readonly #client: ConnectionOptions['client'];
  readonly #clock: Clock;
  readonly #logger: Logger;
  #wanted = false;
  #isOpen = false;
  #pause: Timer | undefined;
  #reconnecting: Promise<void> | undefined;

  constructor({ client, clock, logger }: ConnectionOptions) {
    this.#client = client;
    this.#clock = clock;
    this.#logger = logger;
    client.on('connected', () => {
      this.#isOpen = true;
    });
    client.on('disconnected', () => {
      this.#isOpen = false;
      if (!this.#wanted) return;
      this.#reconnecting ??= this.#reconnect().finally(() => {
        this.#reconnecting = undefined;
      });
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves once Slack has said hello. */
  async open(): Promise<void> {
    await this.#connect();
    this.#wanted = true;
  }

  async close(): Promise<void> {
    this.#wanted = false;
    this.#pause?.cancel();
    await this.#client.disconnect();
  }

  async #reconnect(): Promise<void> {
    for (let attempt = 0; this.#wanted && !this.#isOpen; attempt += 1) {
      try {
        await this.#waitBefore(attempt);
        await this.#connect();
        // Closed while it was opening.
        if (!this.#wanted) await this.#client.disconnect();
      } catch (error) {
        this.#logger.warn({ event: 'reconnect-failed', platform: 'slack', attempt, err: error });
      }
    }
  }

  async #waitBefore(attempt: number): Promise<void> {
    if (attempt === 0) return;
    this.#pause = this.#clock.timer(Math.min(1_000 * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
    await this.#pause.elapsed;
  }

  async #connect(): Promise<void> {
    const patience = this.#clock.timer(HELLO_WITHIN_MS);
    const tooLong = patience.elapsed.then(() => this.#client.disconnect());
    // The SDK rejects with nothing at all when the socket closes before Slack has said hello.
    const refused = (error: unknown) =>
      Promise.reject(error ?? new Error('Slack hung up before saying hello.'));
    await Promise.race([this.#client.start().catch(refused), tooLong]).finally(() => patience.cancel());
    if (!this.#isOpen) throw new Error('Slack did not say hello.');
  }
}
