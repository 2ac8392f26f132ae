import { ApiError } from './api-error.js';
import { EVERYONE } from './message-board.js';
import type { JsonObject } from './schema-unions.js';
import type { State } from './state.js';
import type { FakeChannel, FakeUser } from './workspace.js';

type Method = (args: JsonObject, state: State) => JsonObject | Promise<JsonObject>;

/** What the fake can do, by the names of Slack's Web API. */
export const METHODS: Readonly<Record<string, Method>> = {
  'api.test': (args) => ({ args }),
  'auth.test': (_, { workspace: { team, bot } }) => ({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    team_id: team.id,
    user: bot.name,
    user_id: bot.id,
    bot_id: bot.botId,
    is_enterprise_install: false,
  }),
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'users.info': (args, state) => {
    demandScope(state, 'users:read');
    const user = state.workspace.findUser(String(args['user']));
    if (user === undefined) throw new ApiError('user_not_found');
    return { user: describeUser(user) };
  },
  'conversations.history': readHistory,
  'conversations.open': (args, state) => {
    demandScope(state, 'im:write');
    const user = state.workspace.findUser(String(args['users']));
    if (user === undefined) throw new ApiError('user_not_found');
    return { channel: { id: state.workspace.directMessages(user).id } };
  },
  'conversations.info': (args, state) => {
    const channel = visibleChannel(args, state);
    demandScope(state, SCOPE_TO_READ[channel.kind]);
    return { channel: describeChannel(channel) };
  },
  'conversations.list': listChannels,
  'views.open': async (args, state) => {
    const view = await state.checks.view(args['view'], 'views.open');
    if (view.type !== 'modal') throw new ApiError('invalid_arguments');
    if (!state.triggers.delete(String(args['trigger_id']))) throw new ApiError('expired_trigger_id');
    state.modals.push(view);
    return { view: { id: state.nextId('V'), ...view } };
  },
  'views.publish': async (args, state) => {
    const view = await state.checks.view(args['view'], 'views.publish');
    if (view.type !== 'home') throw new ApiError('invalid_arguments');
    state.homes.set(String(args['user_id']), view);
    return { view: { id: state.nextId('V'), ...view } };
  },
};

/** A page of the public channels, archived ones included. */
function listChannels(args: JsonObject, state: State): JsonObject {
  if (args['types'] !== 'public_channel') throw new ApiError('method_not_supported_for_channel_type');
  demandScope(state, 'channels:read');
  const skipped = Number(args['cursor'] ?? 0);
  const limit = Math.min(MOST_CHANNELS_AT_ONCE, Number(args['limit'] ?? MOST_CHANNELS_AT_ONCE));
  const all = Object.values(state.workspace.channels).filter(({ kind }) => kind === 'public');
  const next = skipped + limit < all.length ? String(skipped + limit) : '';
  return {
    channels: all.slice(skipped, skipped + limit).map(describeChannel),
    response_metadata: { next_cursor: next },
  };
}

/** Slack may give fewer than it was asked for. */
const MOST_CHANNELS_AT_ONCE = 2;

const SCOPE_OF_HISTORY = {
  public: 'channels:history',
  private: 'groups:history',
  direct: 'im:history',
} as const;
const MOST_AT_ONCE = 15;

/** Newest first, so many at most, and only to members. */
function readHistory(args: JsonObject, state: State): JsonObject {
  const channel = visibleChannel(args, state);
  // What is written to a person's id arrives; read under it, there is nothing.
  if (channel.id !== args['channel']) throw new ApiError('channel_not_found');
  demandScope(state, SCOPE_OF_HISTORY[channel.kind]);
  if (!channel.joined) throw new ApiError('not_in_channel');
  const oldest = Number(args['oldest'] ?? 0);
  const skipped = Number(args['cursor'] ?? 0);
  const limit = Math.min(MOST_AT_ONCE, Number(args['limit'] ?? MOST_AT_ONCE));
  const all = state.board.shownIn(channel.id).filter(({ ts }) => Number(ts) > oldest);
  const page = all.toReversed().slice(skipped, skipped + limit);
  const more = skipped + limit < all.length;
  const withMetadata = String(args['include_all_metadata']) === 'true';
  return {
    messages: page.map(({ ts, text, metadata }) => ({
      ...{ type: 'message', bot_id: state.workspace.bot.botId, ts, text },
      ...(withMetadata && metadata !== undefined ? { metadata } : {}),
    })),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: String(skipped + limit) } } : {}),
  };
}

const SCOPE_TO_READ = { public: 'channels:read', private: 'groups:read', direct: 'im:read' } as const;

const MESSAGE_ARGUMENTS = new Set([
  ...[
    'channel',
    'text',
    'blocks',
    'attachments',
    'metadata',
    'thread_ts',
    'reply_broadcast',
    'mrkdwn',
    'parse',
  ],
  ...[
    'link_names',
    'unfurl_links',
    'unfurl_media',
    'username',
    'icon_emoji',
    'icon_url',
    'client_msg_id',
    'token',
  ],
]);

async function postMessage(args: JsonObject, state: State): Promise<JsonObject> {
  demandScope(state, 'chat:write');
  const channel = visibleChannel(args, state);
  if (channel.archived) throw new ApiError('is_archived');
  if (!channel.joined && !state.scopes.has('chat:write.public')) throw new ApiError('not_in_channel');
  for (const name of Object.keys(args).filter((key) => !MESSAGE_ARGUMENTS.has(key)))
    state.violations.push(`chat.postMessage: Slack knows no "${name}" here`);
  const parts = await state.checks.message(args, 'chat.postMessage', 'new');
  const thread = args['thread_ts'];
  const message = state.board.post(parts, {
    channel: channel.id,
    seenBy: EVERYONE,
    ...(typeof thread === 'string' ? { threadTs: thread } : {}),
    ...(args['metadata'] === undefined ? {} : { metadata: args['metadata'] }),
  });
  return { channel: channel.id, ts: message.ts, message: { type: 'message', ...parts, ts: message.ts } };
}

async function updateMessage(args: JsonObject, state: State): Promise<JsonObject> {
  demandScope(state, 'chat:write');
  const channel = visibleChannel(args, state);
  const known = state.board.find(String(args['ts']));
  if (known === undefined || known.channel !== channel.id) throw new ApiError('message_not_found');
  const parts = await state.checks.message(args, 'chat.update', 'changed');
  state.board.edit(known.ts, parts);
  return { channel: channel.id, ts: known.ts, text: parts.text, message: { type: 'message', ...parts } };
}

/** A private channel or a conversation without the bot might as well not exist. */
function visibleChannel(args: JsonObject, state: State): FakeChannel {
  const channel = state.workspace.findChannel(String(args['channel']));
  if (channel === undefined || (channel.kind !== 'public' && !channel.joined))
    throw new ApiError('channel_not_found');
  return channel;
}

function demandScope({ scopes }: State, needed: string): void {
  if (!scopes.has(needed)) throw new ApiError('missing_scope', { needed, provided: [...scopes].join(',') });
}

function describeUser({ id, name, role, teamId, deleted }: FakeUser): JsonObject {
  return {
    id,
    name,
    team_id: teamId,
    deleted,
    is_bot: role === 'bot',
    is_owner: role === 'owner',
    is_primary_owner: false,
    // Slack says that owners are admins, too.
    is_admin: role === 'owner' || role === 'admin',
    is_restricted: role === 'guest',
    is_ultra_restricted: false,
    profile: { real_name: name },
  };
}

function describeChannel({ id, name, kind, creator, archived, joined }: FakeChannel): JsonObject {
  if (kind === 'direct') return { id, is_im: true, is_channel: false, is_archived: false, user: name };
  return {
    id,
    name,
    creator,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_private: kind === 'private',
    is_archived: archived,
    is_member: joined,
  };
}
