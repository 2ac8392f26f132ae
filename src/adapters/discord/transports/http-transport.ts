import type { Client } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../ops/logger.js';
import { createClient, leave } from '../client.js';
import { createAnswerRest, createCallbacks } from '../interactions/callbacks.js';
import { createChannelLookup } from '../servers/fetched-channels.js';
import { explain } from './connection.js';
import { interactionsRoute } from './interactions-route.js';
import { readIntroduction } from './introduction.js';
import type { Connection, Hear, Transport } from './transport.js';

export interface HttpTransportOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** Of the application: 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const OTHER_KEY =
  'DISCORD_PUBLIC_KEY is not the key of the application that DISCORD_TOKEN belongs to. Copy it again from the developer portal (General Information, Public Key).';

/** Interactions over HTTP: no connection to Discord is held, so that as many processes as there are may answer. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  let take: Parameters<typeof interactionsRoute>[0]['take'] = () => false;
  return {
    name: 'http',
    routes: [interactionsRoute({ ...options, take: (interaction) => take(interaction) })],
    async open(hear: Hear) {
      const client = createClient(options);
      client.rest.setToken(options.token);
      const { application, self } = await introduce(client, options.publicKey);
      const channels = createChannelLookup(client, options.clock);
      const { findChannel } = channels;
      const ways = { callbacks: createCallbacks(createAnswerRest(options)), findChannel };
      let hears = true;
      take = (interaction) => {
        if (hears) void hear(interaction, ways);
        return hears;
      };
      const deafen = () => {
        hears = false;
      };
      return {
        rest: client.rest,
        applicationId: application.id,
        userId: self.id,
        greeting: greetingOf(self.username, application.interactions_endpoint_url),
        ...channels,
        isAlive: () => hears,
        condition: () => '',
        deafen,
        async close() {
          deafen();
          await leave(client);
        },
      } satisfies Connection;
    },
  };
}

async function introduce(client: Client, publicKey: string) {
  const { application, self } = await readIntroduction(client.rest).catch(async (error: unknown) => {
    await leave(client);
    throw new Error(explain(error), { cause: error });
  });
  if (application.verify_key.toLowerCase() === publicKey.toLowerCase()) return { application, self };
  await leave(client);
  throw new Error(OTHER_KEY);
}

function greetingOf(name: string, endpoint: string | null | undefined): readonly string[] {
  const ready = `Discord: ready as ${name}, over HTTP at /discord/interactions.`;
  if (endpoint !== undefined && endpoint !== null) return [ready];
  return [
    ready,
    'Discord: no interactions come yet. In the developer portal, under General Information, set the Interactions Endpoint URL to the public address of this server with /discord/interactions behind it.',
  ];
}
