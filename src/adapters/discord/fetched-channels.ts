import { type Client, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import type { Clock } from '../../core/clock.js';
import type { FindChannel } from './places.js';
import type { Connection } from './transport.js';

/** Names are told from memory for so long; a list of channels would cost a request for each. */
const NAME_LIFE_MS = 10 * 60_000;
const MOST_NAMES = 10_000;

export interface ChannelLookup {
  readonly findChannel: FindChannel;
  readonly nameOf: Connection['nameOf'];
}

/** What a gateway would have told of channels, asked for whenever it is needed: nothing of it stays true without being told. */
export function createChannelLookup(client: Client, clock: Clock): ChannelLookup {
  const names = new Map<string, { readonly name: string | undefined; readonly until: number }>();
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
    async nameOf(id) {
      const known = names.get(id);
      if (known !== undefined && known.until > clock.steady()) return known.name;
      const name = await nameAt(client, id);
      const [oldest] = names.keys();
      if (names.size >= MOST_NAMES && oldest !== undefined) names.delete(oldest);
      names.delete(id);
      names.set(id, { name, until: clock.steady() + NAME_LIFE_MS });
      return name;
    },
  };
}

async function nameAt(client: Client, id: string): Promise<string | undefined> {
  try {
    const channel = await client.channels.fetch(id, { force: true, cache: false, allowUnknownGuild: true });
    return channel === null || channel.isDMBased() ? undefined : `#${channel.name}`;
  } catch {
    return undefined;
  }
}

function unlessForeign(error: unknown): null {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.GuildChannelUnowned) return null;
  throw error;
}
