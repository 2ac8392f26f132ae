import { type CacheFactory, type Client, Collection, Options } from 'discord.js';

/** Whatever would grow: messages, people, and what no command asks about. */
const UNWANTED: ReadonlySet<string> = new Set([
  'ApplicationCommandManager',
  'ApplicationEmojiManager',
  'AutoModerationRuleManager',
  'BaseGuildEmojiManager',
  'DMMessageManager',
  'EntitlementManager',
  'GuildBanManager',
  'GuildEmojiManager',
  'GuildInviteManager',
  'GuildMessageManager',
  'GuildScheduledEventManager',
  'GuildSoundboardSoundManager',
  'GuildStickerManager',
  'MessageManager',
  'PresenceManager',
  'ReactionManager',
  'ReactionUserManager',
  'StageInstanceManager',
  'ThreadMemberManager',
  'VoiceStateManager',
]);

/** What servers are made of. */
const PARTS: ReadonlySet<string> = new Set([
  'ChannelManager',
  'GuildChannelManager',
  'GuildForumThreadManager',
  'GuildMemberManager',
  'GuildTextThreadManager',
  'PermissionOverwriteManager',
  'RoleManager',
  'ThreadManager',
]);

export interface CachesOptions {
  /** Keeps nothing of servers but that they are there. */
  readonly isLean?: boolean;
  /** Who the bot is, for a client that never connects. */
  readonly selfId?: string;
}

/** What a client remembers; of all people only itself. discord.js makes each of its managers a cache: those that stay empty are one. */
export function createCaches({ isLean = false, selfId }: CachesOptions): CacheFactory {
  const itself = {
    maxSize: 0,
    keepOverLimit: ({ id, client }: { readonly id: string; readonly client: Client }) =>
      id === (client.user?.id ?? selfId),
  };
  const kept = Options.cacheWithLimits({ GuildMemberManager: itself, UserManager: itself });
  const nothing = new Collection<never, never>();
  nothing.set = () => nothing;
  return (type, holds, manager) => {
    const isKept = !UNWANTED.has(manager.name) && !(isLean && PARTS.has(manager.name));
    return isKept ? kept(type, holds, manager) : nothing;
  };
}
