import {
  type ChatInputCommandInteraction,
  type GuildBasedChannel,
  type MessageComponentInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { UserError } from '../../core/errors.js';
import type { Place, Right } from '../../core/invocation.js';
import { toDeliveryError } from './errors.js';

/** Either of them makes somebody a manager of a channel. */
export const MANAGING = [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild];

const CHANNEL = /^(?:<#)?(\d{17,20})>?$/;
// The same for a channel that does not exist, one of another server, and one that I may not see: nobody learns which it is.
const NO_CHANNEL =
  'I find no such channel in this server. Choose one of its channels, and see that I may view it.';
const DIRECT = 'In direct messages there is no other channel: leave it out, or ask in a server.';

/** Another channel of the server in which somebody does something, with what they may do there. */
export async function findPlace(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  written: string,
): Promise<Place> {
  const { guildId } = interaction;
  if (guildId === null) throw new UserError(DIRECT);
  const [, id] = CHANNEL.exec(written.trim()) ?? [];
  const channel = id === undefined ? undefined : await findChannel(interaction, id);
  if (channel === undefined || channel.guildId !== guildId) throw new UserError(NO_CHANNEL);
  return {
    target: { platform: 'discord', tenant: guildId, id: channel.id, kind: 'channel' },
    name: `#${channel.name}`,
    hasRight: async (right) => mayManage(right, interaction, channel),
  };
}

async function findChannel(
  { client }: ChatInputCommandInteraction | MessageComponentInteraction,
  id: string,
): Promise<GuildBasedChannel | undefined> {
  try {
    const channel = await client.channels.fetch(id);
    return channel === null || channel.isDMBased() ? undefined : channel;
  } catch (error) {
    const { kind, message } = toDeliveryError(error);
    if (kind === 'gone' || kind === 'denied') return undefined;
    throw new UserError(message, { cause: error });
  }
}

/** The rights that come with an interaction are those in its own channel; elsewhere they follow from the roles of whoever asks. */
function mayManage(
  right: Right,
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  channel: GuildBasedChannel,
): boolean {
  if (!interaction.inCachedGuild()) return false;
  const granted = channel.permissionsFor(interaction.member);
  if (granted?.has(PermissionFlagsBits.ViewChannel) !== true) return false;
  return right === 'manage-channel' ? granted.any(MANAGING) : granted.has(PermissionFlagsBits.ManageGuild);
}
