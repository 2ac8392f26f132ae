import { type Client, GatewayDispatchEvents, Status } from 'discord.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';
import { createCallbacks } from './callbacks.js';
import { createClient, leave } from './client.js';
import { connect } from './connection.js';
import { type ChannelLookup, createChannelLookup } from './fetched-channels.js';
import { createGatewayChannels } from './gateway-channels.js';
import { type Interaction, readInteraction } from './interaction.js';
import { describeShards, type ShardRange } from './shards.js';
import type { Connection, Transport } from './transport.js';

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** The shards of this process; all of them, if not given. */
  readonly shards?: ShardRange;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Interactions over the gateway: one connection to Discord, which also tells of servers and channels. */
export function createGateway(options: GatewayOptions): Transport {
  const { token, apiUrl, shards, clock, logger } = options;
  return {
    name: 'gateway',
    routes: [],
    async open(hear) {
      const client = createClient(apiUrl, logger, shards);
      const channels = createGatewayChannels(client, shards, createChannelLookup(client, clock));
      const ways = { callbacks: createCallbacks(client.rest), findChannel: channels.findChannel };
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: unknown) => {
        const interaction = readInteraction(payload);
        if (interaction === undefined) logger.debug({ event: 'unknown-interaction', platform: 'discord' });
        else void hear(interaction, ways).then(() => forgetDirect(interaction, client));
      });
      return toConnection(await connect(client, token, clock), channels, shards);
    },
  };
}

function toConnection(
  client: Client<true>,
  channels: ChannelLookup,
  range: ShardRange | undefined,
): Connection {
  const { user, guilds, application } = client;
  const servers = guilds.cache.size === 1 ? '1 server' : `${guilds.cache.size} servers`;
  return {
    rest: client.rest,
    applicationId: application.id,
    userId: user.id,
    greeting: [`Discord: connected as ${user.username}, in ${servers}${describeShards(client, range)}.`],
    ...channels,
    isAlive: () => client.ws.shards.some(({ status }) => status === Status.Ready),
    deafen: () => void client.ws.removeAllListeners(GatewayDispatchEvents.InteractionCreate),
    close: () => leave(client),
  };
}

/** Every person who writes directly brings a channel, and discord.js would keep them all. */
function forgetDirect({ guildId, channelId }: Interaction, { channels }: Client): void {
  if (guildId === undefined && channelId !== undefined) channels.cache.delete(channelId);
}
