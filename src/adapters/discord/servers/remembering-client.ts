import type { Client } from 'discord.js';
import { type ClientOptions, createClient } from '../client.js';
import { requestInSilence } from '../posting/silence.js';
import type { Atlas } from './atlas.js';

/**
 * A client that answers itself what it asks about servers, as far as the atlas knows it: discord.js then makes of it for a single question what it
 * would otherwise hold for all servers all the time. What it does not know it asks Discord.
 */
export function createRememberingClient(options: ClientOptions, atlas: Atlas): Client {
  return createClient({
    ...options,
    rest: {
      // Counted by discord.js before it is made, though it goes nowhere.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      async makeRequest(url, init) {
        const known = init.method === 'GET' ? atlas.answer(new URL(url).pathname) : undefined;
        if (known === undefined) return requestInSilence(url, init);
        return new Response(known, { headers: { 'content-type': 'application/json' } });
      },
    },
  });
}
