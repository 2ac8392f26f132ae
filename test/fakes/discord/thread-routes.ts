import { type APIMessage, GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError, invalidForm } from './api-error.js';
import { demandRightToAttach, UNKNOWN_MESSAGE, visibleChannel } from './channel-routes.js';
import { apiTags, type FakeChannel, takesPosts, toThread } from './channels.js';
import type { Gateway } from './gateway.js';
import type { RequestChecks } from './request-checks.js';
import { type RestRequest, type Route, route } from './route.js';
import { SCHEMAS } from './schema-check.js';
import type { World } from './world.js';

interface Setting {
  readonly world: World;
  readonly checks: RequestChecks;
  readonly gateway: Pick<Gateway, 'dispatch'>;
}

const WRONG_KIND = () => new ApiError(400, 50024, 'Cannot execute action on this channel type');
const DENIED = () => new ApiError(403, 50013, 'Missing Permissions');
const { SendMessages, CreatePublicThreads, ManageThreads, ReadMessageHistory, ViewChannel } =
  PermissionFlagsBits;

/** Threads, and the posts of forums, which are threads with a first message. */
export function threadRoutes(setting: Setting): readonly Route[] {
  const { world } = setting;
  return [
    route('POST', '/channels/:channel/threads', (request) => createPost(setting, request)),
    route('POST', '/channels/:channel/messages/:message/threads', (request) => startThread(setting, request)),
    route('PATCH', '/channels/:channel', (request) => openAgain(setting, request)),
    route('GET', '/guilds/:guild/threads/active', (request) => {
      const guildId = request.param('guild');
      const threads = threadsOf(world, (thread) => thread.guildId === guildId && !thread.archived);
      return { threads: shown(world, threads), members: [] };
    }),
    route('GET', '/channels/:channel/threads/archived/public', (request) => listArchived(world, request)),
  ];
}

function demand(world: World, channel: FakeChannel, right: bigint): void {
  if ((world.botMay(channel) & right) === 0n) throw DENIED();
}

function createPost({ world, checks, gateway }: Setting, request: RestRequest): unknown {
  const forum = visibleChannel(world, request);
  if (!takesPosts(forum)) throw WRONG_KIND();
  demand(world, forum, SendMessages);
  demandRightToAttach(world, forum, request);
  const { name, message, applied_tags } = checks.body(SCHEMAS.forumPost, request);
  const parts = checks.message(message, request);
  const appliedTags = applied_tags ?? [];
  demandTags(world, forum, appliedTags);
  const id = world.snowflakes.next();
  const thread = world.addThread(forum, { id, name, appliedTags });
  const first = world.board.post(parts, { id, channelId: id, author: world.bot });
  const api = toThread(thread, world.bot.id);
  gateway.dispatch(GatewayDispatchEvents.ThreadCreate, { ...api, newly_created: true });
  return { ...api, message: first };
}

function demandTags(world: World, forum: FakeChannel, applied: readonly string[]): void {
  if (forum.requiresTag && applied.length === 0)
    throw new ApiError(400, 40067, 'A tag is required to create a forum post in this channel');
  const known = apiTags(forum);
  for (const id of applied) {
    const tag = known.find((candidate) => candidate.id === id);
    if (tag === undefined) throw invalidForm([{ path: ['applied_tags'], message: `Unknown tag ${id}` }]);
    if (tag.moderated) demand(world, forum, ManageThreads);
  }
}

/** A thread about a message has its id, so that there can only be one. */
function startThread({ world, checks, gateway }: Setting, request: RestRequest): unknown {
  const channel = visibleChannel(world, request);
  if (channel.kind !== 'text' && channel.kind !== 'announcement') throw WRONG_KIND();
  const message: APIMessage | undefined = world.board.find(request.param('message'));
  if (message?.channel_id !== channel.id) throw UNKNOWN_MESSAGE();
  demand(world, channel, CreatePublicThreads);
  const { name } = checks.body(SCHEMAS.messageThread, request);
  if (world.channels.has(message.id))
    throw new ApiError(400, 160004, 'A thread has already been created for this message');
  const thread = toThread(world.addThread(channel, { id: message.id, name }), world.bot.id);
  gateway.dispatch(GatewayDispatchEvents.ThreadCreate, { ...thread, newly_created: true });
  return thread;
}

/** Whoever may write in a thread may open it again, unless it is locked. */
function openAgain({ world, checks, gateway }: Setting, request: RestRequest): unknown {
  const thread = visibleChannel(world, request);
  if (thread.kind !== 'thread') throw WRONG_KIND();
  const { archived } = checks.body(SCHEMAS.threadEdit, request);
  if (archived !== false) throw WRONG_KIND();
  demand(world, thread, thread.locked ? ManageThreads : PermissionFlagsBits.SendMessagesInThreads);
  const opened = { ...thread, archived: false, archivedAt: world.instant() };
  world.channels.set(thread.id, opened);
  const api = toThread(opened, world.bot.id);
  gateway.dispatch(GatewayDispatchEvents.ThreadUpdate, api);
  return api;
}

/** Those archived last come first. */
function listArchived(world: World, request: RestRequest): unknown {
  const channel = visibleChannel(world, request);
  demand(world, channel, ReadMessageHistory);
  const limit = Number(request.query.get('limit') ?? 50);
  const before = request.query.get('before');
  const archived = threadsOf(
    world,
    ({ parentId, archived, archivedAt = '' }) =>
      parentId === channel.id && archived && (before === null || archivedAt < before),
  );
  const sorted = archived.toSorted((a, b) => ((a.archivedAt ?? '') < (b.archivedAt ?? '') ? 1 : -1));
  return {
    threads: shown(world, sorted.slice(0, limit)),
    members: [],
    has_more: sorted.length > limit,
  };
}

function threadsOf(world: World, wanted: (thread: FakeChannel) => boolean): readonly FakeChannel[] {
  return [...world.channels.values()].filter(
    (channel) => channel.kind === 'thread' && wanted(channel) && (world.botMay(channel) & ViewChannel) !== 0n,
  );
}

function shown(world: World, threads: readonly FakeChannel[]) {
  return threads.map((thread) => toThread(thread, world.bot.id));
}
