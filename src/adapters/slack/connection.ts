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

/** The socket to Slack. */
export interface Connection {
  /** Resolves once Slack has said hello. */
  open(): Promise<void>;
  close(): Promise<void>;
  isOpen(): boolean;
}

/**
 * Keeps the socket open. The SDK's own reconnecting is off: it is deaf for five seconds or more at each of Slack's regular refreshes, and
 * a network error in it ends the process.
 */
export function createConnection({ client, clock, logger }: ConnectionOptions): Connection {
  let wanted = false;
  let open = false;
  let pause: Timer | undefined;
  let reconnecting: Promise<void> | undefined;
  const connect = async () => {
    const patience = clock.timer(HELLO_WITHIN_MS);
    const tooLong = patience.elapsed.then(() => client.disconnect());
    // The SDK rejects with nothing at all when the socket closes before Slack has said hello.
    const refused = (error: unknown) =>
      Promise.reject(error ?? new Error('Slack hung up before saying hello.'));
    await Promise.race([client.start().catch(refused), tooLong]).finally(() => patience.cancel());
    if (!open) throw new Error('Slack did not say hello.');
  };
  const waitBefore = async (attempt: number) => {
    if (attempt === 0) return;
    pause = clock.timer(Math.min(1_000 * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
    await pause.elapsed;
  };
  const reconnect = async () => {
    for (let attempt = 0; wanted && !open; attempt += 1) {
      try {
        await waitBefore(attempt);
        await connect();
        // Closed while it was opening.
        if (!wanted) await client.disconnect();
      } catch (error) {
        logger.warn({ event: 'reconnect-failed', platform: 'slack', attempt, err: error });
      }
    }
  };
  client.on('connected', () => {
    open = true;
  });
  client.on('disconnected', () => {
    open = false;
    if (!wanted || reconnecting !== undefined) return;
    reconnecting = reconnect().finally(() => {
      reconnecting = undefined;
    });
  });
  return {
    async open() {
      await connect();
      wanted = true;
    },
    async close() {
      wanted = false;
      pause?.cancel();
      await client.disconnect();
    },
    isOpen: () => open,
  };
}
