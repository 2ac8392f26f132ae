import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import type { CommandSummary } from '../../../core/command.js';
import { UserError } from '../../../core/errors.js';
import type { Input, Invocation, Right, Target } from '../../../core/invocation.js';
import type { Typing } from '../../../core/typing.js';
import { LIMITS } from '../limits.js';
import type { AnswerableInteraction, Interaction, TypedOption } from './interaction.js';
import { type FindChannel, findPlace, MANAGING } from './places.js';
import { absence, isPrivate } from './presence.js';

/** An interaction in the words of the core; nothing of Discord goes further. */
export function toInvocation(
  interaction: AnswerableInteraction,
  findChannel: FindChannel,
  commands: readonly CommandSummary[] = [],
): Invocation {
  const { user, locale } = interaction;
  return {
    input: toInput(interaction, commands),
    ...placeOf(interaction),
    direct: directMessages(user.id),
    ...(locale === undefined ? {} : { locale }),
    showsPictures: interaction.takesFiles,
    hasRight: async (right) => hasRight(right, interaction),
    async elsewhere(written) {
      demandPresence(interaction);
      return findPlace(interaction, written, findChannel);
    },
  };
}

/** What somebody is typing, and how much of an answer Discord can show them. */
export function toTyping(interaction: TypedOption): Typing {
  const { command, option, text } = interaction;
  return {
    command,
    option,
    text,
    ...placeOf(interaction),
    direct: directMessages(interaction.user.id),
    most: LIMITS.choices,
    longest: LIMITS.choiceValue,
  };
}

function placeOf(interaction: Interaction) {
  return { caller: interaction.user, target: toTarget(interaction) };
}

function toInput(interaction: AnswerableInteraction, commands: readonly CommandSummary[]): Input {
  switch (interaction.kind) {
    case 'component':
      return { kind: 'action', token: interaction.customId };
    case 'modal':
      return { kind: 'form', token: interaction.customId, options: interaction.fields };
    case 'slash-command':
      return { kind: 'options', command: interaction.command, options: interaction.options };
    case 'message': {
      const { label, message } = interaction;
      const command = commands.find(({ shortcut }) => shortcut === label)?.name ?? label;
      return { kind: 'message', command, message };
    }
  }
}

function toTarget(interaction: Interaction): Target {
  const { guildId, channelId, user } = interaction;
  if (guildId === undefined && !isPrivate(interaction)) return directMessages(user.id);
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
  const { guildId, permissions } = interaction;
  const granted = new PermissionsBitField(permissions);
  switch (right) {
    case 'manage-channel':
      return guildId === undefined || granted.any(MANAGING);
    case 'manage-tenant':
      return guildId !== undefined && granted.has(PermissionFlagsBits.ManageGuild);
  }
}

/** Where the bot is not, nobody has rights that it could act on, whatever they may do themselves. */
function demandPresence(interaction: AnswerableInteraction): void {
  const absent = absence(interaction);
  if (absent !== undefined) throw new UserError(absent);
}
