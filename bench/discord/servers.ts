const CHANNELS = 40;
const ROLES = 30;
const EMOJIS = 25;
const THREADS = 5;
const [TEXT, VOICE, CATEGORY, THREAD] = [0, 2, 4, 11];
const JOINED = '2026-01-01T00:00:00.000000+00:00';
const FIRST = 1_300_000_000_000_000_000n;
const ROOM = 1_000n;

export const BOT = {
  id: '1200000000000000001',
  username: 'paperboy',
  discriminator: '0',
  avatar: null,
  bot: true,
};

export interface Server {
  readonly id: string;
  readonly channels: readonly string[];
  readonly roles: readonly string[];
}

/** The ids of a server's parts; a server by another number has none of them. */
export function serverOf(number: number): Server {
  const from = FIRST + BigInt(number) * ROOM;
  const ids = (count: number, offset: bigint) =>
    Array.from({ length: count }, (_, index) => String(from + offset + BigInt(index)));
  return { id: String(from), channels: ids(CHANNELS, 100n), roles: ids(ROLES, 200n) };
}

/** What the gateway tells of a server of the usual size: 40 channels, 30 roles, 25 emojis, 5 threads. */
export function guildCreate(number: number): unknown {
  const { id, channels, roles } = serverOf(number);
  const from = BigInt(id);
  return {
    ...settings(id, number),
    joined_at: JOINED,
    large: true,
    unavailable: false,
    member_count: 1_200,
    members: [{ user: BOT, roles: [roles[0]], joined_at: JOINED, deaf: false, mute: false, flags: 0 }],
    roles: [
      roleOf(id, 0, '@everyone'),
      ...roles.map((role, place) => roleOf(role, place + 1, `Role of the ${place}th rank`)),
    ],
    channels: channels.map((channel, place) =>
      channelOf(channel, place, channels[place - (place % 10)], roles),
    ),
    threads: Array.from({ length: THREADS }, (_, place) =>
      threadOf(String(from + 300n + BigInt(place)), id, channels[1]),
    ),
    emojis: Array.from({ length: EMOJIS }, (_, place) => emojiOf(String(from + 400n + BigInt(place)), place)),
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

function settings(id: string, number: number) {
  return {
    id,
    name: `Reading group number ${number}`,
    owner_id: '1100000000000000001',
    icon: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    splash: null,
    discovery_splash: null,
    banner: null,
    description: 'We read a paper a week, and talk about it on Thursdays.',
    vanity_url_code: null,
    features: ['COMMUNITY', 'NEWS', 'THREE_DAY_THREAD_ARCHIVE', 'SOUNDBOARD'],
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    mfa_level: 0,
    nsfw_level: 0,
    nsfw: false,
    premium_tier: 1,
    premium_subscription_count: 3,
    premium_progress_bar_enabled: true,
    preferred_locale: 'en-US',
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    hub_type: null,
    incidents_data: null,
    max_members: 500_000,
    max_video_channel_users: 25,
    region: 'deprecated',
    lazy: true,
  };
}

function roleOf(id: string, position: number, name: string) {
  return {
    id,
    name,
    color: 0x3498db,
    colors: { primary_color: 0x3498db, secondary_color: null, tertiary_color: null },
    hoist: position % 5 === 0,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: '1071698660929',
    managed: false,
    mentionable: false,
    flags: 0,
    tags: {},
  };
}

function channelOf(id: string, position: number, category: string | undefined, roles: readonly string[]) {
  const overwrites = [0, 1, 2].map((role) => ({ id: roles[role], type: 0, allow: '1024', deny: '2048' }));
  const common = { id, position, permission_overwrites: overwrites, flags: 0 };
  if (position % 10 === 0) return { ...common, type: CATEGORY, name: `Floor ${position / 10}` };
  const inside = { ...common, parent_id: category, last_message_id: '1390000000000000001', nsfw: false };
  if (position % 10 > 7)
    return {
      ...inside,
      type: VOICE,
      name: `Room ${position}`,
      bitrate: 64_000,
      user_limit: 0,
      rtc_region: null,
    };
  return {
    ...inside,
    type: TEXT,
    name: `papers-about-subject-${position}`,
    topic: 'What was read this week, what comes next, and where to find it.',
    rate_limit_per_user: 0,
    last_pin_timestamp: JOINED,
  };
}

function threadOf(id: string, server: string, parent: string | undefined) {
  return {
    id,
    type: THREAD,
    guild_id: server,
    parent_id: parent,
    owner_id: '1100000000000000001',
    name: 'What do we make of this one?',
    last_message_id: '1390000000000000001',
    message_count: 40,
    member_count: 12,
    total_message_sent: 40,
    rate_limit_per_user: 0,
    flags: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: JOINED,
      auto_archive_duration: 4320,
      locked: false,
    },
  };
}

function emojiOf(id: string, place: number) {
  return {
    id,
    name: `emoji_${place}`,
    roles: [],
    require_colons: true,
    managed: false,
    animated: false,
    available: true,
  };
}
