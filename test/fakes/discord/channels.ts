import {
  type APIChannel,
  type APIDMChannel,
  type APIGuildForumTag,
  type APIThreadChannel,
  type APIUser,
  ChannelFlags,
  ChannelType,
  type GuildChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type ThreadChannelType,
} from 'discord-api-types/v10';

export type ChannelKind =
  | 'text'
  | 'announcement'
  | 'forum'
  | 'media'
  | 'voice'
  | 'stage'
  | 'thread'
  | 'direct'
  | 'group';

/** What posts of a forum can be marked with. */
export interface FakeTag {
  readonly name: string;
  /** For moderators only. */
  readonly moderated?: boolean;
}

/** A place of the fake: what tests say about it, in their words. */
export interface FakeChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly guildId?: string;
  /** The channel a thread is in. */
  readonly parentId?: string;
  /** The person a direct message is with. */
  readonly recipient?: APIUser;
  /** What the bot may not do here, though the server allows it. */
  readonly denied: bigint;
  readonly locked: boolean;
  /** A thread that nobody has written in for long; the next message opens it again. */
  readonly archived: boolean;
  /** When a thread was archived or opened again. */
  readonly archivedAt?: string;
  /** Who began a thread; the bot, if not said. */
  readonly authorId?: string;
  /** Of a forum. */
  readonly tags: readonly FakeTag[];
  readonly requiresTag: boolean;
  /** The ids of those of a post. */
  readonly appliedTags: readonly string[];
  /** What people have to be of age for. */
  readonly ageRestricted?: boolean;
  /** Who may manage this channel besides those who may manage the server. */
  readonly managers: readonly string[];
  /** Who may not view it. */
  readonly hiddenFrom: readonly string[];
}

/** What everybody may do in a server of the fake, the bot included. */
export const EVERYONE_MAY =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.Connect |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands;

export type ApiGuildChannel = APIChannel & { type: Exclude<GuildChannelType, ThreadChannelType> };

export function toApiChannel(channel: FakeChannel, botId: string): APIChannel {
  switch (channel.kind) {
    case 'direct':
      return toDirectChannel(channel);
    case 'group':
      return {
        id: channel.id,
        type: ChannelType.GroupDM,
        name: channel.name,
        recipients: [],
        last_message_id: null,
      };
    case 'thread':
      return toThread(channel, botId);
    default:
      return toGuildChannel(channel, botId);
  }
}

function toDirectChannel(channel: FakeChannel): APIDMChannel {
  const recipients = channel.recipient === undefined ? [] : [channel.recipient];
  return { id: channel.id, type: ChannelType.DM, name: null, recipients, last_message_id: null };
}

export function toThread(channel: FakeChannel, botId: string): APIThreadChannel {
  return {
    id: channel.id,
    type: ChannelType.PublicThread,
    name: channel.name,
    guild_id: channel.guildId ?? '',
    parent_id: channel.parentId ?? '',
    owner_id: channel.authorId ?? botId,
    applied_tags: [...channel.appliedTags],
    message_count: 0,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: channel.archived,
      archive_timestamp: channel.archivedAt ?? '2026-01-01T00:00:00.000000+00:00',
      auto_archive_duration: 1440,
      locked: channel.locked,
    },
  };
}

export function toGuildChannel(channel: FakeChannel, botId: string): ApiGuildChannel {
  const denial = { id: botId, type: OverwriteType.Member, allow: '0', deny: String(channel.denied) };
  const allow = String(PermissionFlagsBits.ManageChannels);
  const permits = channel.managers.map((id) => ({ id, type: OverwriteType.Member, allow, deny: '0' }));
  const hide = String(PermissionFlagsBits.ViewChannel);
  const hidings = channel.hiddenFrom.map((id) => ({
    id,
    type: OverwriteType.Member,
    allow: '0',
    deny: hide,
  }));
  const base = {
    id: channel.id,
    name: channel.name,
    guild_id: channel.guildId ?? '',
    position: 0,
    parent_id: null,
    nsfw: channel.ageRestricted === true,
    permission_overwrites: [...(channel.denied === 0n ? [] : [denial]), ...permits, ...hidings],
  };
  switch (channel.kind) {
    case 'announcement':
      return { ...base, type: ChannelType.GuildAnnouncement };
    case 'voice':
      return { ...base, type: ChannelType.GuildVoice, bitrate: 64_000 };
    case 'stage':
      return { ...base, type: ChannelType.GuildStageVoice, bitrate: 64_000 };
    case 'forum':
      return { ...base, ...postsOf(channel), type: ChannelType.GuildForum, default_forum_layout: 0 };
    case 'media':
      return { ...base, ...postsOf(channel), type: ChannelType.GuildMedia };
    default:
      return { ...base, type: ChannelType.GuildText, topic: null };
  }
}

/** Whether it holds posts, and no messages. */
export function takesPosts({ kind }: FakeChannel): boolean {
  return kind === 'forum' || kind === 'media';
}

function postsOf(channel: FakeChannel) {
  return {
    available_tags: apiTags(channel),
    default_reaction_emoji: null,
    default_sort_order: null,
    flags: channel.requiresTag ? ChannelFlags.RequireTag : NO_FLAGS,
  };
}

const NO_FLAGS: number = 0;

export function apiTags({ id, tags }: FakeChannel): APIGuildForumTag[] {
  return tags.map(({ name, moderated = false }, index) => ({
    id: String(BigInt(id) + BigInt(index + 1)),
    name,
    moderated,
    emoji_id: null,
    emoji_name: null,
  }));
}
