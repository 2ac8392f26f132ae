import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Input, Invocation, Target } from '../../core/invocation.js';
import type { RawOptions } from '../../core/option-spec.js';
import { ROOT_COMMAND } from './commands.js';

/** What people can send us: a slash command, or a press on something in a message. */
export type AnswerableInteraction = ChatInputCommandInteraction | MessageComponentInteraction;

/** An interaction in the words of the core; nothing of Discord goes further. */
export function toInvocation(interaction: AnswerableInteraction): Invocation {
  return {
    input: toInput(interaction),
    caller: { id: interaction.user.id, name: interaction.user.displayName },
    target: toTarget(interaction),
    locale: interaction.locale,
    hasRight: async () => mayManageChannel(interaction),
  };
}

function toInput(interaction: AnswerableInteraction): Input {
  if (interaction.isMessageComponent()) return { kind: 'action', token: interaction.customId };
  const subcommand = interaction.options.getSubcommand(false);
  const command = interaction.commandName === ROOT_COMMAND ? (subcommand ?? 'help') : interaction.commandName;
  return { kind: 'options', command, options: toOptions(interaction) };
}

function toOptions({ options }: ChatInputCommandInteraction): RawOptions {
  const given = options.data.flatMap((option) => option.options ?? [option]);
  return Object.fromEntries(
    given.flatMap(({ name, value }) => (value === undefined || value === null ? [] : [[name, value]])),
  );
}

function toTarget({ guildId, channelId, user }: AnswerableInteraction): Target {
  const id = channelId ?? user.id;
  return guildId === null
    ? { platform: 'discord', tenant: 'direct', id, kind: 'direct' }
    : { platform: 'discord', tenant: guildId, id, kind: 'channel' };
}

/** The rights come with the interaction, as they are in its channel. A direct message belongs to the person who writes it. */
function mayManageChannel({ guildId, memberPermissions }: AnswerableInteraction): boolean {
  if (guildId === null) return true;
  return (
    memberPermissions?.any([PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild]) ?? false
  );
}
