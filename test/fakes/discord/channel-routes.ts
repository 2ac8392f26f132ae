import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import { ApiError } from './api-error.js';
import { type FakeChannel, takesPosts, toApiChannel } from './channels.js';
import { partsOf } from './message-board.js';
import type { RequestChecks } from './request-checks.js';
import { type RestRequest, type Route, route } from './route.js';
import { SCHEMAS } from './schema-check.js';
import type { World } from './world.js';

const UNKNOWN_CHANNEL = () => new ApiError(404, 10003, 'Unknown Channel');
export const UNKNOWN_MESSAGE = () => new ApiError(404, 10008, 'Unknown Message');

/** Channels and the messages a bot puts there on its own account. */
export function channelRoutes(world: World, checks: RequestChecks): readonly Route[] {
  const message = (request: RestRequest): APIMessage => {
    const found = world.board.find(request.param('message'));
    if (found?.channel_id !== visibleChannel(world, request).id) throw UNKNOWN_MESSAGE();
    return found;
  };
  return [
    route('GET', '/channels/:channel', (request) =>
      toApiChannel(visibleChannel(world, request), world.bot.id),
    ),
    route('POST', '/channels/:channel/messages', (request) => createMessage(world, checks, request)),
    route('GET', '/channels/:channel/messages', (request) => listMessages(world, request)),
    route('GET', '/channels/:channel/messages/:message', message),
    route('PATCH', '/channels/:channel/messages/:message', (request) => {
      const current = message(request);
      if (current.author.id !== world.bot.id)
        throw new ApiError(403, 50005, 'Cannot edit a message authored by another user');
      const body = checks.body(SCHEMAS.messageEdit, request);
      return world.board.edit(current, checks.message(body, request, partsOf(current)));
    }),
    route('DELETE', '/channels/:channel/messages/:message', (request) => {
      world.board.remove(message(request).id);
    }),
    route('POST', '/users/@me/channels', (request) => {
      const { recipient_id } = checks.body(SCHEMAS.directMessage, request);
      const user = world.users.get(String(recipient_id));
      if (user === undefined) throw new ApiError(404, 10013, 'Unknown User');
      return toApiChannel(world.directChannel(user), world.bot.id);
    }),
  ];
}

export function visibleChannel(world: World, request: RestRequest): FakeChannel {
  const channel = world.channels.get(request.param('channel'));
  if (channel === undefined) throw UNKNOWN_CHANNEL();
  if (!world.botIsIn(channel) || (world.botMay(channel) & PermissionFlagsBits.ViewChannel) === 0n)
    throw new ApiError(403, 50001, 'Missing Access');
  return channel;
}

function createMessage(world: World, checks: RequestChecks, request: RestRequest): APIMessage {
  const channel = visibleChannel(world, request);
  demandRightToPost(world, channel);
  demandRightToAttach(world, channel, request);
  const body = checks.body(SCHEMAS.messageCreate, request);
  const parts = checks.message(body, request);
  const nonce = body.nonce ?? undefined;
  const earlier =
    nonce !== undefined && body.enforce_nonce === true ? world.board.withNonce(channel.id, nonce) : undefined;
  if (earlier === 'deleted') throw UNKNOWN_MESSAGE();
  const origin = { channelId: channel.id, author: world.bot };
  if (channel.archived)
    world.channels.set(channel.id, { ...channel, archived: false, archivedAt: world.instant() });
  return earlier ?? world.board.post(parts, { ...origin, ...(nonce === undefined ? {} : { nonce }) });
}

function demandRightToPost(world: World, channel: FakeChannel): void {
  if (takesPosts(channel)) throw new ApiError(400, 50008, 'Cannot send messages in a non-text channel');
  if (channel.recipient !== undefined && world.closedToMessages.has(channel.recipient.id))
    throw new ApiError(403, 50007, 'Cannot send messages to this user');
  if (channel.locked) throw new ApiError(403, 160005, 'Thread is locked');
  const needed =
    channel.kind === 'thread' ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  if ((world.botMay(channel) & needed) === 0n) throw new ApiError(403, 50013, 'Missing Permissions');
}

/** Files are a right of their own, whether they come with a message or with the answer to an interaction. */
export function demandRightToAttach(world: World, channel: FakeChannel, { files }: RestRequest): void {
  if (files.length > 0 && (world.botMay(channel) & PermissionFlagsBits.AttachFiles) === 0n)
    throw new ApiError(403, 50013, 'Missing Permissions');
}

/** Newest first, as Discord lists them; without the right to read the history the list is empty and nobody says why. */
function listMessages(world: World, request: RestRequest): readonly APIMessage[] {
  const channel = visibleChannel(world, request);
  if ((world.botMay(channel) & PermissionFlagsBits.ReadMessageHistory) === 0n) return [];
  const limit = Number(request.query.get('limit') ?? 50);
  const after = BigInt(request.query.get('after') ?? 0);
  const before = request.query.get('before');
  const matching = world.board
    .shownIn(channel.id)
    .filter(({ id }) => BigInt(id) > after && (before === null || BigInt(id) < BigInt(before)));
  const page = request.query.has('after') ? matching.slice(0, limit) : matching.slice(-limit);
  // Whoever reads a channel is shown no nonces.
  return page.toReversed().map(({ nonce: _nonce, ...message }) => message);
}
