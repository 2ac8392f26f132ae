import { ChannelType, type Client, DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import type { FindChannel } from '../interactions/places.js';
import type { Connection } from '../transports/transport.js';

/** Names and kinds are told from memory for so long; a list of channels, and every list that is posted, would cost a request for each. */
const LIFE_MS = 10 * 60_000;
const MOST_KNOWN = 10_000;

export interface ChannelLookup {
  readonly findChannel: FindChannel;
  readonly nameOf: Connection['nameOf'];
  readonly announces: Connection['announces'];
}

/** What is remembered of a channel; nothing of one that is not ours to see. */
interface Known {
  readonly name?: string;
  readonly announces: boolean;
}

const NOTHING: Known = { announces: false };

/** What a gateway would have told of channels, asked for whenever it is needed: nothing of it stays true without being told. */
export function createChannelLookup(client: Client, clock: Clock): ChannelLookup {
  const known = new Map<string, { readonly channel: Known; readonly until: number }>();
  const recall = async (id: string): Promise<Known> => {
    const before = known.get(id);
    if (before !== undefined && before.until > clock.steady()) return before.channel;
    const channel = await read(client, id);
    if (channel === undefined) return NOTHING;
    known.delete(id);
    const [oldest] = known.keys();
    if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    known.set(id, { channel, until: clock.steady() + LIFE_MS });
    return channel;
  };
  return {
    async findChannel(guildId, id) {
      // The server is made for this question alone, so that whatever is looked up in it goes with it.
      const guild = await client.guilds.fetch({ guild: guildId, force: true, cache: false });
      const own = await guild.channels.fetch(id, { force: true, cache: false }).catch(unlessForeign);
      // The rights in a thread are those in the channel it belongs to.
      if (own?.isThread() && own.parentId !== null)
        await guild.channels.fetch(own.parentId, { force: true, cache: false });
      return own ?? undefined;
    },
    nameOf: async (id) => (await recall(id)).name,
    announces: async (id) => (await recall(id)).announces,
  };
}

/** Undefined where Discord cannot be asked at this moment, which is nothing to remember. */
async function read(client: Client, id: string): Promise<Known | undefined> {
  try {
    const channel = await client.channels.fetch(id, { force: true, cache: false, allowUnknownGuild: true });
    if (channel === null || channel.isDMBased()) return NOTHING;
    return { name: `#${channel.name}`, announces: channel.type === ChannelType.GuildAnnouncement };
  } catch (error) {
    return error instanceof DiscordAPIError && error.status < 500 ? NOTHING : undefined;
  }
}

function unlessForeign(error: unknown): null {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.GuildChannelUnowned) return null;
  throw error;
}
