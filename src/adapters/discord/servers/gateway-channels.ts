import type { Atlas } from './atlas.js';
import type { ChannelLookup } from './fetched-channels.js';

export interface GatewayChannelsOptions {
  readonly atlas: Atlas;
  /** Answers from the atlas. */
  readonly remembered: ChannelLookup;
  /** Asks Discord. */
  readonly elsewhere: ChannelLookup;
  /** Whether the gateway tells of this server at this moment, so that what it has told is still true. */
  tellsOf(guildId: string): boolean;
  /** Whether the gateway has told of every server that the bot is in. */
  knowsAll(): boolean;
  lostName(channelId: string): string | undefined;
}

/** Channels from what the gateway has told; by request where it tells another process, has not told yet, or tells no more. */
export function createGatewayChannels(options: GatewayChannelsOptions): ChannelLookup {
  const { atlas, remembered, elsewhere, tellsOf, knowsAll, lostName } = options;
  return {
    findChannel(guildId, id) {
      // Rights that nobody tells of any more may have been taken away since.
      const isKnown = atlas.has(guildId) && tellsOf(guildId);
      return (isKnown ? remembered : elsewhere).findChannel(guildId, id);
    },
    async nameOf(id) {
      const name = atlas.nameOf(id);
      if (name !== undefined) return `#${name}`;
      return lostName(id) ?? (knowsAll() ? undefined : elsewhere.nameOf(id));
    },
    announces: (id) => (atlas.nameOf(id) === undefined ? elsewhere : remembered).announces(id),
  };
}
