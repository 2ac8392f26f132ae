import { type Client, GatewayDispatchEvents, Status } from 'discord.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';
import { createCallbacks } from './callbacks.js';
import { createClient, leave } from './client.js';
import { connect } from './connection.js';
import { type Interaction, readInteraction } from './interaction.js';
import type { FindChannel } from './places.js';
import type { Connection, Transport } from './transport.js';

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Interactions over the gateway: one connection to Discord, which also tells of servers and channels. */
export function createGateway({ token, apiUrl, clock, logger }: GatewayOptions): Transport {
  return {
    name: 'gateway',
    routes: [],
    async open(hear) {
      const client = createClient(apiUrl, logger);
      const ways = { callbacks: createCallbacks(client.rest), findChannel: createFindChannel(client) };
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: unknown) => {
        const interaction = readInteraction(payload);
        if (interaction === undefined) logger.debug({ event: 'unknown-interaction', platform: 'discord' });
        else void hear(interaction, ways).then(() => forgetDirect(interaction, client));
      });
      return toConnection(await connect(client, token, clock), ways.findChannel);
    },
  };
}

function toConnection(client: Client<true>, findChannel: FindChannel): Connection {
  const { user, guilds, application } = client;
  const servers = guilds.cache.size === 1 ? '1 server' : `${guilds.cache.size} servers`;
  return {
    rest: client.rest,
    applicationId: application.id,
    userId: user.id,
    greeting: [`Discord: connected as ${user.username}, in ${servers}.`],
    findChannel,
    isAlive: () => client.ws.shards.some(({ status }) => status === Status.Ready),
    async nameOf(channelId) {
      const channel = client.channels.cache.get(channelId);
      return channel === undefined || channel.isDMBased() ? undefined : `#${channel.name}`;
    },
    deafen: () => void client.ws.removeAllListeners(GatewayDispatchEvents.InteractionCreate),
    close: () => leave(client),
  };
}

/** From what the gateway has told; a request only for what it has not heard of. */
function createFindChannel(client: Client): FindChannel {
  return async (guildId, id) => {
    const channel = await client.channels.fetch(id);
    if (channel === null || channel.isDMBased() || channel.guildId !== guildId) return undefined;
    return channel;
  };
}

/** Every person who writes directly brings a channel, and discord.js would keep them all. */
function forgetDirect({ guildId, channelId }: Interaction, { channels }: Client): void {
  if (guildId === undefined && channelId !== undefined) channels.cache.delete(channelId);
}
