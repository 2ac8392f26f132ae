import type { Atlas } from './atlas.js';
import type { ChannelLookup } from './fetched-channels.js';

export interface GatewayChannelsOptions {
  readonly atlas: Atlas;
  /** Answers from the atlas. */
  readonly remembered: ChannelLookup;
  /** Asks Discord. */
  readonly elsewhere: ChannelLookup;
  /** Whether the gateway has told of every server that the bot is in. */
  knowsAll(): boolean;
  lostName(channelId: string): string | undefined;
}

/** Channels from what the gateway has told; by request where it tells another process, or has not told yet. */
export function createGatewayChannels(options: GatewayChannelsOptions): ChannelLookup {
  const { atlas, remembered, elsewhere, knowsAll, lostName } = options;
  return {
    findChannel: (guildId, id) => (atlas.has(guildId) ? remembered : elsewhere).findChannel(guildId, id),
    async nameOf(id) {
      const name = atlas.nameOf(id);
      if (name !== undefined) return `#${name}`;
      return lostName(id) ?? (knowsAll() ? undefined : elsewhere.nameOf(id));
    },
    announces: (id) => (atlas.nameOf(id) === undefined ? elsewhere : remembered).announces(id),
  };
}
