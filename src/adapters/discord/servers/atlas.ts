import { type Client, GatewayDispatchEvents as Said, ShardClientUtil } from 'discord.js';
import { z } from 'zod';
import { Channel, Member, Role, Server, type ServerFrame } from './atlas-records.js';
import { listenTo } from './dispatches.js';

/** What the gateway has told of servers: their roles, their channels and open threads, and the bot in them. */
export interface Atlas {
  /** To be called before the client connects. */
  listen(client: Client): void;
  has(guildId: string): boolean;
  channelsOf(guildId: string): readonly string[];
  threadsOf(guildId: string, channelId: string): readonly string[];
  nameOf(channelId: string): string | undefined;
  /** The JSON that Discord would answer to a GET of this path, where that is known. */
  answer(path: string): string | undefined;
}

/** Kept as text, which takes a fifth of what discord.js makes of it; it is read when somebody asks, and few do. */
interface Page {
  frame: string;
  self: string | undefined;
  readonly channels: Map<string, string>;
}

const Id = z.object({ id: z.string() });
const InServer = z.object({ guild_id: z.string() });
const Ready = z.object({ guilds: z.array(Id) });
const Removed = Id.extend({ unavailable: z.boolean().optional() });
const WithRole = InServer.extend({ role: Role });
const WithoutRole = InServer.extend({ role_id: z.string() });
const Threads = InServer.extend({ threads: z.array(Channel) });
const Kept = z.object({ name: z.string(), parent_id: z.string().nullish() });

const CHANNEL = /\/channels\/(\d+)$/;
const SERVER = /\/guilds\/(\d+)$/;
const MEMBER = /\/guilds\/(\d+)\/members\/(\d+)$/;

export function createAtlas(selfId: string): Atlas {
  const pages = new Map<string, Page>();
  const find = (channelId: string) => {
    for (const page of pages.values()) {
      const channel = page.channels.get(channelId);
      if (channel !== undefined) return channel;
    }
    return undefined;
  };
  const threadsOf = (guildId: string, channelId: string) =>
    [...(pages.get(guildId)?.channels ?? [])].flatMap(([id, text]) =>
      isThread(text) && readKept(text).parent_id === channelId ? [id] : [],
    );
  return {
    listen: (client) => listen(client, pages, selfId),
    has: (guildId) => pages.has(guildId),
    channelsOf: (guildId) => [...(pages.get(guildId)?.channels.keys() ?? [])],
    threadsOf,
    nameOf(channelId) {
      const channel = find(channelId);
      return channel === undefined ? undefined : readKept(channel).name;
    },
    answer(path) {
      const [, channelId] = CHANNEL.exec(path) ?? [];
      if (channelId !== undefined) return find(channelId);
      const [, guildId] = SERVER.exec(path) ?? [];
      if (guildId !== undefined) return pages.get(guildId)?.frame;
      const [, home = '', member] = MEMBER.exec(path) ?? [];
      return member === selfId ? pages.get(home)?.self : undefined;
    },
  };
}

function isThread(text: string): boolean {
  return text.includes('"thread_metadata":');
}

function readKept(text: string): z.infer<typeof Kept> {
  return Kept.parse(JSON.parse(text));
}

type Pages = Map<string, Page>;

function listen(client: Client, pages: Pages, selfId: string): void {
  const on = listenTo(client);
  on(Said.Ready, Ready, ({ guilds }, shard) => {
    const present = new Set(guilds.map(({ id }) => id));
    const { shardCount = 1 } = client.options;
    for (const id of pages.keys())
      if (!present.has(id) && ShardClientUtil.shardIdForGuildId(id, shardCount) === shard) pages.delete(id);
  });
  on(Said.GuildCreate, Server, (server) => void pages.set(server.id, pageOf(server, selfId)));
  on(Said.GuildUpdate, Server, (server) => {
    const page = pages.get(server.id);
    if (page !== undefined) page.frame = pageOf(server, selfId).frame;
  });
  on(Said.GuildDelete, Removed, ({ id, unavailable }) => {
    if (unavailable !== true) pages.delete(id);
  });
  on(Said.GuildMemberUpdate, Member.extend(InServer.shape), ({ guild_id, ...member }) => {
    const page = pages.get(guild_id);
    if (page !== undefined && member.user.id === selfId) page.self = JSON.stringify(member);
  });
  for (const event of [Said.GuildRoleCreate, Said.GuildRoleUpdate])
    on(event, WithRole, ({ guild_id, role }) => changeRoles(pages.get(guild_id), role.id, [role]));
  on(Said.GuildRoleDelete, WithoutRole, ({ guild_id, role_id }) =>
    changeRoles(pages.get(guild_id), role_id, []),
  );
  const keep = (channel: z.infer<typeof Channel>) => {
    const channels = pages.get(channel.guild_id ?? '')?.channels;
    // Whoever looks for an archived thread asks for it; there is no end of them.
    if (channel.thread_metadata?.archived === true) channels?.delete(channel.id);
    else channels?.set(channel.id, JSON.stringify(channel));
  };
  for (const event of [Said.ChannelCreate, Said.ChannelUpdate, Said.ThreadCreate, Said.ThreadUpdate])
    on(event, Channel, keep);
  on(Said.ThreadListSync, Threads, ({ guild_id, threads }) => {
    for (const thread of threads) keep({ ...thread, guild_id });
  });
  for (const event of [Said.ChannelDelete, Said.ThreadDelete])
    on(event, Id.extend(InServer.shape), ({ guild_id, id }) => {
      const channels = pages.get(guild_id)?.channels;
      for (const [key, text] of channels ?? [])
        if (key === id || (isThread(text) && readKept(text).parent_id === id)) channels?.delete(key);
    });
}

function pageOf(server: z.infer<typeof Server>, selfId: string): Page {
  const { channels = [], threads = [], members = [], ...frame } = server;
  const self = members.find(({ user }) => user.id === selfId);
  const inside = [...channels, ...threads].map(
    (channel) => [channel.id, JSON.stringify({ ...channel, guild_id: server.id })] as const,
  );
  return {
    frame: JSON.stringify(frame),
    self: self === undefined ? undefined : JSON.stringify(self),
    channels: new Map(inside),
  };
}

function changeRoles(page: Page | undefined, id: string, fresh: ServerFrame['roles']): void {
  if (page === undefined) return;
  const frame = Server.parse(JSON.parse(page.frame));
  const roles = [...frame.roles.filter((role) => role.id !== id), ...fresh];
  page.frame = JSON.stringify({ ...frame, roles });
}
