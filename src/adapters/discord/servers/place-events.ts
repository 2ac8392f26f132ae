import { type Client, GatewayDispatchEvents, ShardClientUtil } from 'discord.js';
import { z } from 'zod';
import type { PlaceWatch } from '../../../core/chat-adapter.js';
import type { Atlas } from './atlas.js';
import { listenTo } from './dispatches.js';

const platform = 'discord';
const SNOWFLAKE = /^\d{17,20}$/;
const GONE = 'This channel no longer exists.';
/** Of channels that were deleted, or left with their server; people are told of them within seconds. */
const MOST_NAMES = 10_000;

const Ready = z.object({ guilds: z.array(z.object({ id: z.string() })) });
const Server = z.object({ id: z.string(), unavailable: z.boolean().optional() });
const Channel = z.object({ id: z.string(), guild_id: z.string() });
const InServer = z.object({ guild_id: z.string() });
const Member = z.object({ guild_id: z.string(), user: z.object({ id: z.string() }) });

/** What the gateway says of servers and channels. */
export interface PlaceEvents {
  /** Has a client tell of them; to be called before it connects. */
  listen(client: Client): void;
  /** The name of a channel that is lost. */
  lostName(channelId: string): string | undefined;
}

/** Tells `watch` what becomes of servers and channels, from what the gateway says alone: no request is made. */
export function createPlaceEvents(watch: PlaceWatch | undefined, atlas: Atlas): PlaceEvents {
  const names = createNames(atlas);
  return {
    listen(client) {
      if (watch === undefined) return;
      const on = listenTo(client);
      hearOfServers(client, on, watch, { atlas, names });
      hearOfChannels(on, watch, { atlas, names });
    },
    lostName: names.find,
  };
}

type Listening = ReturnType<typeof listenTo>;

function hearOfServers(client: Client, on: Listening, watch: PlaceWatch, { atlas, names }: Memory): void {
  const changed = (tenant: string) => watch.changed({ platform, tenant });
  on(GatewayDispatchEvents.Ready, Ready, ({ guilds }, shard) =>
    callTheRoll({ present: new Set(guilds.map(({ id }) => id)), shard }, client, watch),
  );
  on(GatewayDispatchEvents.GuildCreate, Server, ({ id, unavailable }) => {
    if (unavailable !== true) changed(id);
  });
  on(GatewayDispatchEvents.GuildDelete, Server, ({ id, unavailable }) => {
    // An outage of Discord's: the server is still there, and so are we.
    if (unavailable === true) return;
    const guild = client.guilds.cache.get(id);
    for (const channel of atlas.channelsOf(id)) names.remember(channel);
    watch.lost({ platform, tenant: id }, leftSentence(guild?.name));
  });
  on(GatewayDispatchEvents.GuildRoleUpdate, InServer, ({ guild_id }) => changed(guild_id));
  on(GatewayDispatchEvents.GuildRoleDelete, InServer, ({ guild_id }) => changed(guild_id));
  on(GatewayDispatchEvents.GuildMemberUpdate, Member, ({ guild_id, user }) => {
    if (user.id === client.user?.id) changed(guild_id);
  });
}

function hearOfChannels(on: Listening, watch: PlaceWatch, { atlas, names }: Memory): void {
  const lose = (tenant: string, id: string) => {
    names.remember(id);
    watch.lost({ platform, tenant, id }, GONE);
  };
  on(GatewayDispatchEvents.ChannelDelete, Channel, ({ id, guild_id }) => {
    lose(guild_id, id);
    // Discord says nothing of the threads of a channel that is deleted.
    for (const thread of atlas.threadsOf(guild_id, id)) lose(guild_id, thread);
  });
  on(GatewayDispatchEvents.ThreadDelete, Channel, ({ id, guild_id }) => lose(guild_id, id));
  on(GatewayDispatchEvents.ThreadUpdate, Channel, ({ id, guild_id: tenant }) =>
    watch.changed({ platform, tenant, id }),
  );
  // Rights in a channel are those in its threads, too.
  on(GatewayDispatchEvents.ChannelUpdate, InServer, ({ guild_id: tenant }) =>
    watch.changed({ platform, tenant }),
  );
}

/** A session that begins anew names the servers of its shard; what else is kept of them was left while nobody listened. */
function callTheRoll(
  { present, shard }: { readonly present: ReadonlySet<string>; readonly shard: number },
  client: Client,
  watch: PlaceWatch,
): void {
  const { shardCount = 1 } = client.options;
  const isOwn = (guildId: string) =>
    SNOWFLAKE.test(guildId) && ShardClientUtil.shardIdForGuildId(guildId, shardCount) === shard;
  for (const guild of [...client.guilds.cache.values()])
    if (isOwn(guild.id) && !present.has(guild.id)) client.guilds.cache.delete(guild.id);
  watch.returned(platform, (tenant) =>
    isOwn(tenant) && !client.guilds.cache.has(tenant) ? leftSentence() : undefined,
  );
}

function leftSentence(name?: string): string {
  const server = name === undefined ? 'this server' : `the server "${name}"`;
  return `I am not in ${server} any more. Whoever manages it can add me again.`;
}

interface Memory {
  readonly atlas: Atlas;
  readonly names: ReturnType<typeof createNames>;
}

function createNames(atlas: Atlas) {
  const names = new Map<string, string>();
  return {
    /** While the atlas still knows it. */
    remember(id: string) {
      const name = atlas.nameOf(id);
      if (name === undefined) return;
      const [oldest] = names.keys();
      if (names.size >= MOST_NAMES && oldest !== undefined) names.delete(oldest);
      names.set(id, `#${name}`);
    },
    find: (id: string) => names.get(id),
  };
}
