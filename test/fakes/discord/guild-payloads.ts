import {
  type APIApplication,
  type APIGuild,
  type APIGuildMember,
  type APIRole,
  type APIUser,
  type GatewayGuildCreateDispatchData,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
  Locale,
} from 'discord-api-types/v10';
import { type ApiGuildChannel, EVERYONE_MAY } from './channels.js';
import type { InteractionsEndpoint } from './interactions-endpoint.js';

const NO_FLAGS: number = 0;
const JOINED = '2026-01-01T00:00:00.000000+00:00';

export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** What nobody may do in it; nothing, if not said. */
  readonly denied?: bigint;
}

export function createUser(id: string, username: string, bot = false): APIUser {
  return { id, username, discriminator: '0', global_name: username, avatar: null, bot };
}

export function createMember(user: APIUser): APIGuildMember {
  return { user, roles: [], joined_at: JOINED, deaf: false, mute: false, flags: NO_FLAGS };
}

/** What is set in the developer portal. */
export interface FakePortal {
  flags: number;
  /** The ids of the ways in which the application may be installed. */
  installs: readonly ('0' | '1')[];
  needsCodeGrant: boolean;
  /** Stands in the field, without having been tried. */
  endpointUrl?: string;
}

export function createApplication(
  id: string,
  bot: APIUser,
  endpoint: Pick<InteractionsEndpoint, 'publicKey' | 'url'>,
  portal: FakePortal,
): APIApplication {
  return {
    id,
    name: 'paperboy',
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: portal.needsCodeGrant,
    bot,
    summary: '',
    verify_key: endpoint.publicKey,
    interactions_endpoint_url: portal.endpointUrl ?? endpoint.url ?? null,
    integration_types_config: Object.fromEntries(portal.installs.map((way) => [way, {}])),
    team: null,
    flags: portal.flags,
    flags_new: String(portal.flags),
  };
}

/** The role every member has; its id is that of its guild. */
export function everyoneRole({ id, denied = 0n }: Pick<FakeGuild, 'id' | 'denied'>): APIRole {
  return {
    id,
    name: '@everyone',
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    permissions: String(EVERYONE_MAY & ~denied),
    managed: false,
    mentionable: false,
    flags: NO_FLAGS,
  };
}

export function toApiGuild(guild: FakeGuild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: [everyoneRole(guild)],
    emojis: [],
    stickers: [],
    features: [],
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    vanity_url_code: null,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    mfa_level: GuildMFALevel.None,
    nsfw_level: GuildNSFWLevel.Default,
    premium_tier: GuildPremiumTier.None,
    premium_progress_bar_enabled: false,
    preferred_locale: Locale.EnglishUS,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: NO_FLAGS,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    hub_type: null,
    incidents_data: null,
  };
}

export function toGuildCreate(
  guild: FakeGuild,
  parts: {
    readonly bot: APIUser;
    readonly channels: ApiGuildChannel[];
    readonly threads: GatewayGuildCreateDispatchData['threads'];
  },
): GatewayGuildCreateDispatchData {
  return {
    ...toApiGuild(guild),
    joined_at: JOINED,
    large: false,
    member_count: 2,
    members: [createMember(parts.bot)],
    channels: parts.channels,
    threads: parts.threads,
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
