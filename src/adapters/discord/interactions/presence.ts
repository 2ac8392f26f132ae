import { InteractionContextType } from 'discord.js';
import type { Interaction } from './interaction.js';

const NOT_IN_THIS_SERVER =
  'I am not in this server: you have brought me along as an app of your own, so I can answer you here, but set up nothing for its channels. Ask who manages the server to add me. To you, in direct messages, I bring everything.';
const NOT_IN_THIS_CONVERSATION =
  'I am only a guest in this conversation, so I can answer you here, but bring nothing by myself. Ask me in our direct messages, or in a server that I am in.';

/** Whether somebody has opened a conversation in which the bot itself takes no part: a direct message to another person, or a group. */
export function isPrivate({ context }: Pick<Interaction, 'context'>): boolean {
  return context === InteractionContextType.PrivateChannel;
}

/** Why nothing can be set up where somebody uses the bot as an app of their own; undefined where the bot is present itself. */
export function absence(interaction: Interaction): string | undefined {
  if (isPrivate(interaction)) return NOT_IN_THIS_CONVERSATION;
  const { guildId, isInServer } = interaction;
  return guildId !== undefined && !isInServer ? NOT_IN_THIS_SERVER : undefined;
}
