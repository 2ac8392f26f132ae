import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteractionDataResolvedChannel,
  type APIMessage,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentButtonInteraction,
  type APIMessageComponentSelectMenuInteraction,
  type APIModalSubmission,
  type APIModalSubmitInteraction,
  type APIUser,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10';
import { EVERYONE_MAY, type FakeChannel, toApiChannel, toGuildChannel, toThread } from './channels.js';
import { type OptionValues, optionsWhileTyping, type TypedOption, typedOptions } from './command-options.js';
import { createMember } from './guild-payloads.js';
import type { RegisteredCommand, World } from './world.js';

/** Who does something, and where. */
export interface Scene {
  readonly user: APIUser;
  readonly channel: FakeChannel;
  /** What this person may do there, beyond what everybody may. */
  readonly permissions: bigint;
  readonly locale: Locale;
}

export interface CommandLine {
  readonly command: string;
  readonly subcommand?: string;
  readonly options: OptionValues;
}

export interface TypedLine extends CommandLine {
  /** The option somebody is typing into, and what it holds so far. */
  readonly option: string;
  readonly text: string;
}

export function commandPayload(
  world: World,
  scene: Scene,
  line: CommandLine,
): APIChatInputApplicationCommandInteraction {
  const registered = findRegistered(world, scene, line);
  const options = typedOptions(line.options, registered.options);
  return {
    ...base(world, scene),
    type: InteractionType.ApplicationCommand,
    data: {
      id: registered.id,
      name: line.command,
      type: ApplicationCommandType.ChatInput,
      options: below(line, options),
      ...resolvedChannels(world, scene, options),
    },
  };
}

/** Discord tells more about the channels that were chosen, and what whoever chose them may do there. */
function resolvedChannels(
  world: World,
  { user, channel: { guildId } }: Scene,
  options: readonly TypedOption[],
) {
  const chosen = options.flatMap(({ type, value }) => {
    const channel =
      type === ApplicationCommandOptionType.Channel ? world.channels.get(String(value)) : undefined;
    return channel === undefined || channel.guildId !== guildId
      ? []
      : [resolvedChannel(world, user, channel)];
  });
  if (chosen.length === 0) return {};
  return { resolved: { channels: Object.fromEntries(chosen.map((channel) => [channel.id, channel])) } };
}

function resolvedChannel(
  world: World,
  user: APIUser,
  channel: FakeChannel,
): APIInteractionDataResolvedChannel {
  const common = {
    id: channel.id,
    name: channel.name,
    permissions: String(world.userMay(user, channel)),
    app_permissions: String(world.botMay(channel)),
  };
  if (channel.kind !== 'thread') return { ...common, type: toGuildChannel(channel, world.bot.id).type };
  const { type, parent_id = '', thread_metadata } = toThread(channel, world.bot.id);
  return { ...common, type, parent_id, ...(thread_metadata === undefined ? {} : { thread_metadata }) };
}

export function typingPayload(
  world: World,
  scene: Scene,
  line: TypedLine,
): APIApplicationCommandAutocompleteInteraction {
  const registered = findRegistered(world, scene, line);
  const options = below(line, optionsWhileTyping(line, line.options, registered.options));
  return {
    ...base(world, scene),
    type: InteractionType.ApplicationCommandAutocomplete,
    data: { id: registered.id, name: line.command, type: ApplicationCommandType.ChatInput, options },
  };
}

/** Options stand below their subcommand, where there is one. */
function below<Option>({ subcommand }: CommandLine, options: Option[]) {
  if (subcommand === undefined) return options;
  return [{ name: subcommand, type: ApplicationCommandOptionType.Subcommand as const, options }];
}

/** A command out of the menu of a message; Discord sends the message along. */
export function menuPayload(
  world: World,
  scene: Scene,
  label: string,
  message: APIMessage,
): APIMessageApplicationCommandInteraction {
  const { id } = findRegistered(world, scene, { command: label, type: ApplicationCommandType.Message });
  return {
    ...base(world, scene),
    type: InteractionType.ApplicationCommand,
    data: {
      id,
      name: label,
      type: ApplicationCommandType.Message,
      target_id: message.id,
      resolved: { messages: { [message.id]: message } },
    },
  };
}

export function pressPayload(
  world: World,
  scene: Scene,
  message: APIMessage,
  customId: string,
): APIMessageComponentButtonInteraction {
  return {
    ...base(world, scene),
    type: InteractionType.MessageComponent,
    data: { custom_id: customId, component_type: ComponentType.Button },
    message,
  };
}

export function choicePayload(
  world: World,
  scene: Scene,
  message: APIMessage,
  { customId, values }: { readonly customId: string; readonly values: readonly string[] },
): APIMessageComponentSelectMenuInteraction {
  return {
    ...base(world, scene),
    type: InteractionType.MessageComponent,
    data: { custom_id: customId, component_type: ComponentType.StringSelect, values: [...values] },
    message,
  };
}

/** A modal that was filled in; Discord sends the message along whose button opened it. */
export function submitPayload(
  world: World,
  scene: Scene,
  data: APIModalSubmission,
  message?: APIMessage,
): APIModalSubmitInteraction {
  const about = message === undefined ? {} : { message };
  return { ...base(world, scene), type: InteractionType.ModalSubmit, data, ...about };
}

function base(world: World, { user, channel, permissions, locale }: Scene) {
  const id = world.snowflakes.next();
  return {
    id,
    application_id: world.applicationId,
    token: Buffer.from(`interaction:${id}:of-the-fake-discord`).toString('base64url'),
    version: 1 as const,
    channel_id: channel.id,
    channel: toApiChannel(channel, world.bot.id),
    app_permissions: String(world.botMay(channel)),
    locale,
    entitlements: [],
    attachment_size_limit: 10_485_760,
    context: contextOf(channel),
    // A server is named only where the app was added to it; elsewhere the person has brought it along.
    authorizing_integration_owners: world.botIsIn(channel)
      ? { [ApplicationIntegrationType.GuildInstall]: channel.guildId ?? '0' }
      : { [ApplicationIntegrationType.UserInstall]: user.id },
    ...(channel.guildId === undefined
      ? { user }
      : {
          guild_id: channel.guildId,
          guild: { id: channel.guildId, features: [], locale: Locale.EnglishUS },
          guild_locale: Locale.EnglishUS,
          member: { ...createMember(user), user, permissions: String(EVERYONE_MAY | permissions) },
        }),
  };
}

function contextOf({ kind, guildId }: FakeChannel): InteractionContextType {
  if (kind === 'group') return InteractionContextType.PrivateChannel;
  return guildId === undefined ? InteractionContextType.BotDM : InteractionContextType.Guild;
}

const CHAT_INPUT = ApplicationCommandType.ChatInput;

/** What the bot has registered under this name; a fake nobody registered at takes any command. */
function findRegistered(
  world: World,
  { channel }: Scene,
  {
    command,
    subcommand,
    type = CHAT_INPUT,
  }: Pick<CommandLine, 'command' | 'subcommand'> & { readonly type?: ApplicationCommandType },
) {
  const scopes = [channel.guildId ?? 'global', 'global'];
  const known = scopes.flatMap((scope) => world.commands.get(scope) ?? []);
  if (known.length === 0) return { id: world.snowflakes.next(), options: undefined };
  const found = known.find((one) => one.name === command && (one.type ?? CHAT_INPUT) === type);
  if (found === undefined) throw new Error(`The bot has registered no command "${command}".`);
  if (!isOffered(found, channel, world)) throw new Error(`"${command}" is not offered there.`);
  const options = 'options' in found ? (found.options ?? []) : [];
  if (subcommand === undefined) return { id: found.id, options };
  const inner = options.find(({ name }) => name === subcommand);
  if (inner?.type !== ApplicationCommandOptionType.Subcommand)
    throw new Error(`The bot has registered no subcommand "${subcommand}".`);
  return { id: found.id, options: inner.options ?? [] };
}

/** Without a word about it, commands are for servers that have installed the app, and for direct messages with the bot. */
function isOffered(
  { contexts, integration_types }: RegisteredCommand,
  channel: FakeChannel,
  world: World,
): boolean {
  const here = contexts ?? [InteractionContextType.Guild, InteractionContextType.BotDM];
  const installed = integration_types ?? [ApplicationIntegrationType.GuildInstall];
  const brought = installed.includes(ApplicationIntegrationType.UserInstall);
  return here.includes(contextOf(channel)) && (world.botIsIn(channel) || brought);
}
