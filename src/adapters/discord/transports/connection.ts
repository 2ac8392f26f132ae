import { type Client, DiscordAPIError, Events } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import { leave } from '../client.js';
import { unlessStopped } from '../sessions/pause.js';

const PATIENCE_MS = 60_000;
const UNREACHABLE = 'Discord cannot be reached. Check the network, and DISCORD_API_URL if it is set.';

export interface ConnectOptions {
  readonly token: string;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  /** Whether it takes long for a reason. */
  isHeldUp(): boolean;
}

/** Logs in and waits until the servers are known; where that fails, or nobody wants it any more, the client has left. */
export async function connect(client: Client, options: ConnectOptions): Promise<void> {
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  try {
    const connected = client.login(options.token).then(() => ready);
    await unlessStopped(inTime(connected, options), options.stop);
  } catch (error) {
    await leave(client);
    throw error;
  }
}

async function inTime(connected: Promise<unknown>, { clock, isHeldUp }: ConnectOptions): Promise<void> {
  let isConnected = false;
  const outcome = connected.then(() => {
    isConnected = true;
  });
  do {
    const timer = clock.timer(PATIENCE_MS);
    await Promise.race([outcome, timer.elapsed]).finally(timer.cancel);
  } while (!isConnected && isHeldUp());
  if (!isConnected) throw new Error('no answer');
}

/** Why Discord does not let us in, as a sentence for the operator. */
export function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || (error instanceof DiscordAPIError && error.status === 401))
    return 'Discord does not accept DISCORD_TOKEN. Copy the bot token again from the developer portal (Bot, Reset Token).';
  return UNREACHABLE;
}
