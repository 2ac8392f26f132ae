import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandSummary } from '../../../core/command.js';
import type { OptionSpec } from '../../../core/option-spec.js';
import { LIMITS } from '../limits.js';
import { choiceTexts, commandTexts, optionTexts, rootTexts, shortcutTexts } from './localisations.js';

/** The one command all others are subcommands of. */
export const ROOT_COMMAND = 'papers';

/** The channels that take messages or posts; media channels would, too, but Discord's document does not let a command offer them. */
const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
] as const;

/** Where commands are offered: in servers, in direct messages with the bot, and between people one of whom has brought it along. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/**
 * All commands as Discord registers them, for everywhere or for one server alone, which knows no other contexts. Who may use them is left
 * to the servers; what needs a right is checked when it is used.
 */
export function toDiscordCommands(
  commands: readonly CommandSummary[],
  scope: 'everywhere' | 'server',
): RESTPutAPIApplicationCommandsJSONBody {
  const offered = scope === 'everywhere' ? EVERYWHERE : {};
  const all = [toRootCommand(commands), ...commands.flatMap(toMessageCommand)];
  return all.map((command) => ({ ...command, ...offered }));
}

function toRootCommand(commands: readonly CommandSummary[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    name: ROOT_COMMAND,
    description: 'Find research papers, and have the newest ones brought here',
    ...rootTexts(),
    options: commands.map(toSubcommand),
  };
}

/** In the menu of every message, for a command that can start from one. */
function toMessageCommand({
  name,
  shortcut,
}: CommandSummary): readonly RESTPostAPIContextMenuApplicationCommandsJSONBody[] {
  if (shortcut === undefined) return [];
  return [{ type: ApplicationCommandType.Message, name: shortcut, ...shortcutTexts(name) }];
}

function toSubcommand({ name, description, specs }: CommandSummary): APIApplicationCommandSubcommandOption {
  // Discord wants the required ones first.
  const ordered = [...specs.filter(({ required }) => required), ...specs.filter(({ required }) => !required)];
  const options = ordered.map((spec) => toOption(spec, name));
  const type = ApplicationCommandOptionType.Subcommand;
  return { type, name, description, ...commandTexts(name), options };
}

function toOption(spec: OptionSpec, command: string): APIApplicationCommandBasicOption {
  const { name, description, required } = spec;
  const base = { name, description, required, ...optionTexts(command, name) };
  switch (spec.type) {
    case 'boolean':
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case 'integer':
      return { ...base, ...range(spec), ...completion(spec), type: ApplicationCommandOptionType.Integer };
    case 'number':
      return { ...base, ...range(spec), ...completion(spec), type: ApplicationCommandOptionType.Number };
    case 'string':
      return spec.kind === 'channel'
        ? { ...base, type: ApplicationCommandOptionType.Channel, channel_types: [...CHANNEL_TYPES] }
        : { ...base, ...wording(spec, command), type: ApplicationCommandOptionType.String };
  }
}

function range({ minimum, maximum }: OptionSpec) {
  return {
    ...(minimum === undefined ? {} : { min_value: minimum }),
    ...(maximum === undefined ? {} : { max_value: maximum }),
  };
}

function completion({ suggests }: OptionSpec) {
  return suggests === true ? { autocomplete: true as const } : {};
}

function wording(spec: OptionSpec, command: string) {
  const { name: option, choices, maxLength } = spec;
  if (choices !== undefined) {
    const named = choices.map((value) => ({ name: value, value, ...choiceTexts(command, option, value) }));
    return { choices: named };
  }
  const length = maxLength === undefined ? {} : { max_length: Math.min(maxLength, LIMITS.stringOption) };
  return { ...length, ...completion(spec) };
}
