import {
  type APIMessage,
  type APIUser,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  GatewayDispatchEvents,
  type GatewayInteractionCreateDispatch,
  InteractionType,
  type Locale,
} from 'discord-api-types/v10';
import type { FakeChannel } from './channels.js';
import type { OptionValues } from './command-options.js';
import type { Gateway } from './gateway.js';
import {
  createHandle,
  createTypingHandle,
  type InteractionHandle,
  type PendingInteraction,
  type TypingHandle,
} from './interaction-handle.js';
import {
  choicePayload,
  commandPayload,
  menuPayload,
  pressPayload,
  type Scene,
  submitPayload,
  typingPayload,
} from './interaction-payloads.js';
import { buttonsOf, menusOf } from './message-view.js';
import { submissionOf } from './modal.js';
import type { World } from './world.js';

/** Who does something; what is left out is the default person in the default channel. */
export interface Actor {
  readonly user?: APIUser;
  readonly channel?: FakeChannel;
  readonly permissions?: bigint;
  readonly locale?: Locale;
}

export interface SlashOptions extends Actor {
  readonly command?: string;
  readonly subcommand?: string;
  readonly options?: OptionValues;
}

export interface TypeOptions extends SlashOptions {
  /** What stands in the box so far, and in which option. */
  readonly option: string;
  readonly text: string;
}

export interface PressOptions extends Actor {
  /** The custom id need not be on the message: somebody made it up. */
  readonly forged?: boolean;
}

export interface ChooseOptions extends Actor {
  /** The values need not be on the message: somebody made them up. */
  readonly forged?: readonly string[];
}

/** How interactions reach the bot. */
export type Door = Pick<Gateway, 'connected' | 'dispatch'>;

export interface Interactions {
  /** By token. */
  readonly pending: ReadonlyMap<string, PendingInteraction>;
  slash(door: Door, options: SlashOptions): InteractionHandle;
  /** Options that are filled in already are given as `options`; the required ones may be missing. */
  type(door: Door, options: TypeOptions): TypingHandle;
  pick(door: Door, message: APIMessage, label: string, options?: Actor): InteractionHandle;
  press(door: Door, message: APIMessage, button: string, options?: PressOptions): InteractionHandle;
  /** Chooses an option of a menu, both found by what people read there. */
  choose(
    door: Door,
    message: APIMessage,
    choice: { readonly menu: string; readonly option: string },
    options?: ChooseOptions,
  ): InteractionHandle;
}

type Payload = GatewayInteractionCreateDispatch['d'];

/** What people do: commands they send and buttons they press. */
export function createInteractions(world: World, usual: Scene): Interactions {
  const pending = new Map<string, PendingInteraction>();
  const begin = (door: Door, payload: Payload, record: PendingInteraction) => {
    if (!door.connected) throw new Error('No bot is connected to the fake Discord.');
    pending.set(payload.token, record);
    door.dispatch(GatewayDispatchEvents.InteractionCreate, payload);
    return record;
  };
  const shown = (door: Door, payload: Payload, scene: Scene, origin: Origin = {}): InteractionHandle => {
    const record = begin(door, payload, toRecord(payload, scene, origin));
    return createHandle(record, world, (modal, filling, { forged = false, ...rights }) => {
      const { source } = origin;
      // A message that has changed meanwhile is sent as it is now.
      const message = source === undefined ? undefined : (world.board.find(source.id) ?? source);
      const later = { ...scene, ...rights };
      const submitted = submitPayload(world, later, submissionOf(modal, filling, forged), message);
      const opened = { opener: record, ...(message === undefined ? {} : { source: message }) };
      return shown(door, submitted, later, opened);
    });
  };
  return {
    pending,
    slash(door, { command = 'papers', subcommand, options = {}, ...actor }) {
      const scene = { ...usual, ...actor };
      const line = { command, options, ...(subcommand === undefined ? {} : { subcommand }) };
      const payload = commandPayload(world, scene, line);
      return shown(door, payload, scene);
    },
    type(door, { command = 'papers', subcommand, options = {}, option, text, ...actor }) {
      const scene = { ...usual, ...actor };
      const line = { command, options, option, text, ...(subcommand === undefined ? {} : { subcommand }) };
      const payload = typingPayload(world, scene, line);
      const record = { ...toRecord(payload, scene), typing: kindOfTyping(payload) };
      return createTypingHandle(begin(door, payload, record), world.watch);
    },
    pick(door, message, label, actor = {}) {
      const channel = world.channels.get(message.channel_id) ?? usual.channel;
      const scene = { ...usual, channel, ...actor };
      const payload = menuPayload(world, scene, label, message);
      return shown(door, payload, scene);
    },
    press(door, message, button, { forged = false, ...actor } = {}) {
      const channel = world.channels.get(message.channel_id) ?? usual.channel;
      const scene = { ...usual, channel, ...actor };
      const payload = pressPayload(world, scene, message, forged ? button : pressable(message, button));
      return shown(door, payload, scene, { source: message });
    },
    choose(door, message, choice, { forged, ...actor } = {}) {
      const channel = world.channels.get(message.channel_id) ?? usual.channel;
      const scene = { ...usual, channel, ...actor };
      const { customId, value } = choosable(message, choice);
      const payload = choicePayload(world, scene, message, { customId, values: forged ?? [value] });
      return shown(door, payload, scene, { source: message });
    },
  };
}

/** What an interaction came from: a message with the button that was pressed, and the interaction that opened the modal. */
interface Origin {
  readonly source?: APIMessage;
  readonly opener?: PendingInteraction;
}

function toRecord(
  payload: Payload,
  { user, channel }: Scene,
  { source, opener }: Origin = {},
): PendingInteraction {
  const { id, token, authorizing_integration_owners } = payload;
  const brought = !(ApplicationIntegrationType.GuildInstall in authorizing_integration_owners);
  const common = { id, user, authorizing_integration_owners };
  const about = source === undefined ? {} : { sourceId: source.id };
  const record = { id, token, channelId: channel.id, brought, ...about, edits: [], followUpIds: [] };
  const trigger = opener?.metadata;
  if (trigger !== undefined && trigger.type !== InteractionType.ModalSubmit) {
    const type = InteractionType.ModalSubmit;
    return { ...record, metadata: { ...common, type, triggering_interaction_metadata: trigger } };
  }
  if (source === undefined)
    return { ...record, metadata: { ...common, type: InteractionType.ApplicationCommand } };
  const type = InteractionType.MessageComponent;
  return { ...record, metadata: { ...common, type, interacted_message_id: source.id } };
}

function pressable(message: APIMessage, wanted: string): string {
  const buttons = buttonsOf(message);
  const found = buttons.find(({ customId, label }) => customId === wanted || label === wanted);
  if (found?.customId !== undefined && !found.disabled) return found.customId;
  const there = buttons.map(({ label }) => label).join(', ');
  throw new Error(`There is no button "${wanted}" to press; there are: ${there}.`);
}

function choosable(
  message: APIMessage,
  { menu, option }: { readonly menu: string; readonly option: string },
) {
  const menus = menusOf(message).filter(({ disabled }) => !disabled);
  const named = menus.filter(({ placeholder }) => placeholder === menu);
  const options = named.flatMap(({ customId, options }) => options.map((one) => ({ ...one, customId })));
  const found = options.find(({ label }) => label === option);
  if (found !== undefined) return found;
  const there =
    named.length === 0 ? menus.map(({ placeholder }) => placeholder) : options.map(({ label }) => label);
  throw new Error(`There is no "${menu}" with "${option}" to choose; there are: ${there.join(', ')}.`);
}

function kindOfTyping({ data }: ReturnType<typeof typingPayload>): 'text' | 'number' {
  const options = data.options.flatMap((option) => ('options' in option ? (option.options ?? []) : [option]));
  const focused = options.find((option) => 'focused' in option && option.focused === true);
  return focused?.type === ApplicationCommandOptionType.String ? 'text' : 'number';
}
