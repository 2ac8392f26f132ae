import type { Client } from 'discord.js';
import type { ChannelLookup } from './fetched-channels.js';
import type { ShardRange } from './shards.js';

/** Channels from what the gateway has told; by request where it tells another process, or has not told yet. */
export function createGatewayChannels(
  clientNow: () => Client | undefined,
  range: ShardRange | undefined,
  elsewhere: ChannelLookup,
  lostName: (channelId: string) => string | undefined,
): ChannelLookup {
  return {
    async findChannel(guildId, id) {
      const client = clientNow();
      if (client?.guilds.cache.has(guildId) !== true) return elsewhere.findChannel(guildId, id);
      const channel = await client.channels.fetch(id);
      if (channel === null || channel.isDMBased() || channel.guildId !== guildId) return undefined;
      return channel;
    },
    async nameOf(id) {
      const client = clientNow();
      const channel = client?.channels.cache.get(id);
      if (channel !== undefined) return channel.isDMBased() ? undefined : `#${channel.name}`;
      const knowsAll = range === undefined && client?.isReady() === true;
      return lostName(id) ?? (knowsAll ? undefined : elsewhere.nameOf(id));
    },
  };
}
