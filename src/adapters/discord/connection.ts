import { type Client, DiscordAPIError, Events } from 'discord.js';
import type { Clock } from '../../core/clock.js';
import { leave } from './client.js';

const PATIENCE_MS = 60_000;
const UNREACHABLE = 'Discord cannot be reached. Check the network, and DISCORD_API_URL if it is set.';

/** Logs in and waits until the servers are known; rejects with a sentence for the operator. */
export async function connect(client: Client, token: string, clock: Clock): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const timer = clock.timer(PATIENCE_MS);
  try {
    const connected = client.login(token).then(() => ready);
    const outcome = await Promise.race([connected, timer.elapsed]);
    if (outcome !== undefined) return outcome;
    throw new Error('no answer');
  } catch (error) {
    await leave(client);
    throw new Error(explain(error), { cause: error });
  } finally {
    timer.cancel();
  }
}

/** Why Discord does not let us in, as a sentence for the operator. */
export function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || (error instanceof DiscordAPIError && error.status === 401))
    return 'Discord does not accept DISCORD_TOKEN. Copy the bot token again from the developer portal (Bot, Reset Token).';
  return UNREACHABLE;
}
