import {
  type APIMessage,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import { ApiError, describeProblem, invalidForm, type Problem } from './api-error.js';
import { demandRightToAttach } from './channel-routes.js';
import type { PendingInteraction } from './interaction-handle.js';
import { partsOf } from './message-board.js';
import { type MessageBody, type MessageParts, mergeParts } from './message-rules.js';
import type { RequestChecks } from './request-checks.js';
import { type RestRequest, type Route, route } from './route.js';
import { type CallbackBody, callbackSchema, SCHEMAS } from './schema-check.js';
import { timeOf } from './snowflakes.js';
import type { World } from './world.js';

interface Setting {
  readonly world: World;
  readonly checks: RequestChecks;
  readonly pending: ReadonlyMap<string, PendingInteraction>;
}

/** The answer to an interaction: its callback, edits of the original, follow-ups. */
export function interactionRoutes(setting: Setting): readonly Route[] {
  const webhook = '/webhooks/:app/:token';
  const open = { open: true };
  return [
    route('POST', '/interactions/:id/:token/callback', (request) => takeCallback(setting, request), open),
    route('POST', webhook, (request) => takeFollowUp(setting, request), open),
    route('GET', `${webhook}/messages/:message`, (request) => ownMessage(setting, request).message, open),
    route('PATCH', `${webhook}/messages/:message`, (request) => takeEdit(setting, request), open),
    route(
      'DELETE',
      `${webhook}/messages/:message`,
      (request) => {
        setting.world.board.remove(ownMessage(setting, request).message.id);
      },
      open,
    ),
  ];
}

function takeCallback(setting: Setting, request: RestRequest): unknown {
  const interaction = setting.pending.get(request.param('token'));
  if (interaction?.id !== request.param('id')) throw new ApiError(404, 10062, 'Unknown interaction');
  if (interaction.callback !== undefined)
    throw new ApiError(400, 40060, 'Interaction has already been acknowledged.');
  mayAttach(setting.world, interaction, request);
  const callback = setting.checks.body(callbackSchema(request.body, interaction.typing), request);
  if (isChoices(callback) !== (interaction.typing !== undefined)) refuse(setting.checks, request, WRONG_KIND);
  const message = perform(setting, interaction, callback, request);
  interaction.callback = callback;
  setting.world.watch.changed();
  return request.query.get('with_response') === 'true'
    ? callbackResponse(interaction, callback, message)
    : undefined;
}

function perform(
  { world, checks }: Setting,
  interaction: PendingInteraction,
  callback: CallbackBody,
  request: RestRequest,
): APIMessage | undefined {
  switch (callback.type) {
    case InteractionResponseType.ChannelMessageWithSource: {
      const message = post(world, interaction, checks.message(callback.data ?? {}, request));
      interaction.originalId = message.id;
      interaction.shownId = message.id;
      return message;
    }
    case InteractionResponseType.DeferredChannelMessageWithSource: {
      const flags = callback.data?.flags ?? 0;
      if ((flags & ~MessageFlags.Ephemeral) !== 0) refuse(checks, request, ONLY_EPHEMERAL);
      const parts = mergeParts({ flags: flags | MessageFlags.Loading }, []);
      interaction.originalId = post(world, interaction, parts).id;
      return undefined;
    }
    case InteractionResponseType.DeferredMessageUpdate:
      interaction.originalId = source(world, interaction).id;
      return undefined;
    case InteractionResponseType.UpdateMessage: {
      const current = source(world, interaction);
      interaction.originalId = current.id;
      interaction.shownId = current.id;
      return world.board.edit(current, checks.message(callback.data ?? {}, request, partsOf(current)));
    }
    case InteractionResponseType.Modal:
      if (isModalSubmit(interaction)) refuse(checks, request, NO_SECOND_MODAL);
      if (timeOf(world.snowflakes.next()) - timeOf(interaction.id) > DEADLINE_MS)
        throw new ApiError(404, 10062, 'Unknown interaction');
      checks.modal(callback.data, request);
      interaction.modal = callback.data;
      return undefined;
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      checks.choices(callback.data, request);
      return undefined;
    default:
      return undefined;
  }
}

const WRONG_KIND = {
  path: ['type'],
  message: 'choices are for somebody who is typing, and nothing else is',
};
/** A modal cannot be promised, so that this is all the time there is. */
const DEADLINE_MS = 3_000;
const NO_SECOND_MODAL = { path: ['type'], message: 'a modal cannot answer a modal that was submitted' };
const ONLY_EPHEMERAL = { path: ['data', 'flags'], message: 'a deferral can only be EPHEMERAL' };

function isModalSubmit({ metadata }: PendingInteraction): boolean {
  return metadata.type === InteractionType.ModalSubmit;
}

function isChoices({ type }: CallbackBody): boolean {
  return type === InteractionResponseType.ApplicationCommandAutocompleteResult;
}

function refuse(checks: RequestChecks, request: RestRequest, problem: Problem): never {
  checks.frownUpon(request, describeProblem(problem));
  throw invalidForm([problem]);
}

function mayAttach(world: World, { channelId }: PendingInteraction, request: RestRequest): void {
  const channel = world.channels.get(channelId);
  if (channel !== undefined) demandRightToAttach(world, channel, request);
}

function source(world: World, interaction: PendingInteraction): APIMessage {
  const { sourceId } = interaction;
  if (sourceId === undefined)
    throw invalidForm([{ path: ['type'], message: 'there is no message to update' }]);
  const message = world.board.find(sourceId);
  if (message === undefined) throw new ApiError(404, 10008, 'Unknown Message');
  return message;
}

function post(world: World, interaction: PendingInteraction, parts: MessageParts): APIMessage {
  const { channelId, metadata } = interaction;
  return world.board.post(parts, { channelId, author: world.bot, interaction: metadata });
}

function takeEdit(setting: Setting, request: RestRequest): APIMessage {
  const { interaction, message } = ownMessage(setting, request);
  const body = setting.checks.body(SCHEMAS.originalEdit, request);
  const changed = change(setting, message, body, request);
  interaction.edits.push(body);
  interaction.shownId ??= changed.id;
  setting.world.watch.changed();
  return changed;
}

function change({ world, checks }: Setting, message: APIMessage, body: MessageBody, request: RestRequest) {
  return world.board.edit(message, checks.message(body, request, partsOf(message)));
}

/** Where only the person has installed the app. */
const MOST_WHEN_BROUGHT = 5;

/** The first follow-up to a deferred answer is that answer: it fills the placeholder. */
function takeFollowUp(setting: Setting, request: RestRequest): APIMessage {
  const { world, checks } = setting;
  const interaction = knownInteraction(setting, request);
  if (interaction.callback === undefined) throw new ApiError(404, 10015, 'Unknown Webhook');
  if (interaction.brought && interaction.followUpIds.length >= MOST_WHEN_BROUGHT)
    throw new ApiError(400, 40094, 'This interaction has hit the maximum number of follow up messages');
  const body = checks.body(SCHEMAS.followUp, request);
  const original = world.board.find(interaction.originalId ?? '');
  const loading = ((original?.flags ?? 0) & MessageFlags.Loading) !== 0;
  const message =
    original !== undefined && loading
      ? change(setting, original, body, request)
      : post(world, interaction, checks.message(body, request));
  interaction.followUpIds.push(message.id);
  interaction.shownId ??= message.id;
  world.watch.changed();
  return message;
}

function knownInteraction({ world, pending }: Setting, request: RestRequest): PendingInteraction {
  const interaction = pending.get(request.param('token'));
  if (request.param('app') !== world.applicationId) throw new ApiError(404, 10015, 'Unknown Webhook');
  if (interaction === undefined) throw new ApiError(401, 50027, 'Invalid Webhook Token');
  mayAttach(world, interaction, request);
  return interaction;
}

function ownMessage(setting: Setting, request: RestRequest) {
  const interaction = knownInteraction(setting, request);
  const asked = request.param('message');
  const id =
    asked === '@original' ? interaction.originalId : interaction.followUpIds.find((own) => own === asked);
  const message = setting.world.board.find(id ?? '');
  if (message === undefined) throw new ApiError(404, 10008, 'Unknown Message');
  return { interaction, message };
}

function callbackResponse(
  { id, metadata, originalId }: PendingInteraction,
  callback: CallbackBody,
  message: APIMessage | undefined,
): unknown {
  const about = {
    id,
    type: metadata.type,
    ...(originalId === undefined ? {} : { response_message_id: originalId }),
  };
  return {
    interaction: about,
    resource: { type: callback.type, ...(message === undefined ? {} : { message }) },
  };
}
