import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { UserError } from '../../core/errors.js';
import type { Input, Invocation, Right, Target } from '../../core/invocation.js';
import type { RawOptions } from '../../core/option-spec.js';
import type { Typing } from '../../core/typing.js';
import { ROOT_COMMAND } from './commands.js';
import { LIMITS } from './limits.js';
import { findPlace, MANAGING } from './places.js';
import { absence, isPrivate } from './presence.js';

/** What people can send us: a slash command, or a press on something in a message. */
export type AnswerableInteraction = ChatInputCommandInteraction | MessageComponentInteraction;

/** An interaction in the words of the core; nothing of Discord goes further. */
export function toInvocation(interaction: AnswerableInteraction): Invocation {
  return {
    input: toInput(interaction),
    ...placeOf(interaction),
    direct: directMessages(interaction.user.id),
    locale: interaction.locale,
    hasRight: async (right) => hasRight(right, interaction),
    async elsewhere(written) {
      demandPresence(interaction);
      return findPlace(interaction, written);
    },
  };
}

/** What somebody is typing, and how much of an answer Discord can show them. */
export function toTyping(interaction: AutocompleteInteraction): Typing {
  const { name, value } = interaction.options.getFocused(true);
  return {
    command: commandOf(interaction),
    option: name,
    text: value,
    ...placeOf(interaction),
    most: LIMITS.choices,
    longest: LIMITS.choiceValue,
  };
}

type AnyInteraction = AnswerableInteraction | AutocompleteInteraction;

function placeOf(interaction: AnyInteraction) {
  const { id, displayName } = interaction.user;
  return { caller: { id, name: displayName }, target: toTarget(interaction) };
}

function toInput(interaction: AnswerableInteraction): Input {
  if (interaction.isMessageComponent()) return { kind: 'action', token: interaction.customId };
  return { kind: 'options', command: commandOf(interaction), options: toOptions(interaction) };
}

function commandOf({ commandName, options }: ChatInputCommandInteraction | AutocompleteInteraction): string {
  return commandName === ROOT_COMMAND ? (options.getSubcommand(false) ?? 'help') : commandName;
}

function toOptions({ options }: ChatInputCommandInteraction): RawOptions {
  const given = options.data.flatMap((option) => option.options ?? [option]);
  return Object.fromEntries(
    given.flatMap(({ name, value }) => (value === undefined || value === null ? [] : [[name, value]])),
  );
}

function toTarget(interaction: AnyInteraction): Target {
  const { guildId, channelId, user } = interaction;
  if (guildId === null && !isPrivate(interaction)) return directMessages(user.id);
  const tenant = guildId ?? DIRECT;
  return { platform: 'discord', tenant, id: channelId ?? tenant, kind: 'channel' };
}

/** The tenant of whatever belongs to no server. */
const DIRECT = 'direct';

/** A person is the same one in every server, and direct messages are known by whom they are with. */
function directMessages(userId: string): Target {
  return { platform: 'discord', tenant: DIRECT, id: userId, kind: 'direct' };
}

/** The rights come with the interaction, as they are in its channel. A direct message belongs to the person who writes it. */
function hasRight(right: Right, interaction: AnswerableInteraction): boolean {
  demandPresence(interaction);
  const { guildId, memberPermissions } = interaction;
  switch (right) {
    case 'manage-channel':
      return guildId === null || memberPermissions?.any(MANAGING) === true;
    case 'manage-tenant':
      return guildId !== null && memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  }
}

/** Where the bot is not, nobody has rights that it could act on, whatever they may do themselves. */
function demandPresence(interaction: AnswerableInteraction): void {
  const absent = absence(interaction);
  if (absent !== undefined) throw new UserError(absent);
}
