import { BOT, serverOf } from './servers.js';

const PEOPLE = 20_000;
const [COMMAND, COMPONENT, TYPING] = [2, 3, 4];
const FIRST_ID = 1_450_000_000_000_000_000n;
const TOKEN_LENGTH = 170;
const MEMBER_MAY = '2248473465835073';

/** A button of an answer, with the message it stands on. */
export interface Button {
  readonly customId: string;
  readonly components: unknown;
}

export interface Asked {
  /** Counts through all interactions of a Discord; it comes back in the token of the answer. */
  readonly number: number;
  readonly servers: number;
  readonly kind: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly button?: Button | undefined;
}

/** An interaction as the gateway brings it: somebody in some channel of some server, with all that Discord tells of them. */
export function interactionOf({ number, servers, kind, data, button }: Asked): unknown {
  const server = serverOf(number % servers);
  // The first of ten channels is a category, the last two are for voices.
  const channel = server.channels[1 + (number % 7)] ?? '';
  const pressed = button === undefined ? {} : { message: messageOf(button, channel, number) };
  return {
    id: String(FIRST_ID + BigInt(number)),
    application_id: BOT.id,
    type: button === undefined ? (kind === 'typing' ? TYPING : COMMAND) : COMPONENT,
    data: button === undefined ? data : { custom_id: button.customId, component_type: 2, id: 7 },
    token: tokenOf(number),
    version: 1,
    guild_id: server.id,
    guild: { id: server.id, features: ['COMMUNITY', 'NEWS'], locale: 'en-US' },
    guild_locale: 'en-US',
    channel_id: channel,
    channel: channelOf(channel, server.id),
    member: memberOf(number % PEOPLE, server.roles),
    app_permissions: '2248473465835073',
    locale: 'en-US',
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: 10_485_760,
    context: 0,
    authorizing_integration_owners: { '0': server.id },
    ...pressed,
  };
}

function channelOf(id: string, server: string) {
  return {
    id,
    guild_id: server,
    type: 0,
    name: 'papers-about-subject-1',
    topic: 'What was read this week, what comes next, and where to find it.',
    position: 1,
    parent_id: null,
    last_message_id: '1390000000000000001',
    nsfw: false,
    flags: 0,
    rate_limit_per_user: 0,
    permissions: MEMBER_MAY,
  };
}

function memberOf(person: number, roles: readonly string[]) {
  return {
    user: {
      id: String(1_100_000_000_000_000_100n + BigInt(person)),
      username: `reader_${person}`,
      global_name: `Reader ${person}`,
      discriminator: '0',
      avatar: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
      avatar_decoration_data: null,
      collectibles: null,
      clan: null,
      primary_guild: null,
      public_flags: 0,
    },
    nick: null,
    avatar: null,
    banner: null,
    roles: roles.slice(0, 5),
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
    permissions: MEMBER_MAY,
  };
}

function messageOf({ components }: Button, channel: string, number: number) {
  return {
    id: String(FIRST_ID - BigInt(1 + number)),
    type: 20,
    channel_id: channel,
    author: BOT,
    content: '',
    timestamp: '2026-05-29T09:00:00.000000+00:00',
    edited_timestamp: null,
    flags: 32_768,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components,
    application_id: BOT.id,
  };
}

/** As long as Discord's own, with the number in it. */
function tokenOf(number: number): string {
  return `n${number}n`.padEnd(TOKEN_LENGTH, 'aW50ZXJhY3Rpb24');
}

const CALLBACK = /\/interactions\/\d+\/n(\d+)n[^/]*\/callback/;

/** The number of the interaction that a request answers; undefined for any other request. */
export function answeredNumber(path: string): number | undefined {
  const [, number] = CALLBACK.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}
