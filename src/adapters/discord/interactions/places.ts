import { type GuildBasedChannel, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { UserError } from '../../../core/errors.js';
import type { Place, Right } from '../../../core/invocation.js';
import { toDeliveryError } from '../errors.js';
import type { AnswerableInteraction, ChosenChannel } from './interaction.js';

/** Either of them makes somebody a manager of a channel. */
export const MANAGING = [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild];

/** Finds a channel of a server, with that server; undefined where it is not one of its own. Rejects as discord.js does. */
export type FindChannel = (guildId: string, id: string) => Promise<GuildBasedChannel | undefined>;

const CHANNEL = /^(?:<#)?(\d{17,20})>?$/;
// The same for a channel that does not exist, one of another server, and one that I may not see: nobody learns which it is.
const NO_CHANNEL =
  'I find no such channel in this server. Choose one of its channels, and see that I may view it.';
const DIRECT = 'In direct messages there is no other channel: leave it out, or ask in a server.';

/** Another channel of the server in which somebody does something, with what they may do there. */
export async function findPlace(
  interaction: AnswerableInteraction,
  written: string,
  findChannel: FindChannel,
): Promise<Place> {
  const { guildId } = interaction;
  if (guildId === undefined) throw new UserError(DIRECT);
  const [, id = ''] = CHANNEL.exec(written.trim()) ?? [];
  const found = chosenChannel(interaction, id) ?? (await lookUp(interaction, guildId, id, findChannel));
  if (found === undefined) throw new UserError(NO_CHANNEL);
  const granted = await found.permissions();
  return {
    target: { platform: 'discord', tenant: guildId, id, kind: 'channel' },
    // A name tells something, too; whoever may not view the channel does not learn it.
    name: granted.has(PermissionFlagsBits.ViewChannel) ? `#${found.name}` : 'that channel',
    hasRight: async (right) => mayManage(right, granted),
  };
}

interface Found {
  readonly name: string;
  /** Of the person who asks, there. */
  permissions(): Promise<Readonly<PermissionsBitField>>;
}

/** What was chosen from Discord's own list comes with the rights there; Discord offers the channels of the server only. */
function chosenChannel(interaction: AnswerableInteraction, id: string): Found | undefined {
  const chosen = channelsOf(interaction).find((channel) => channel.id === id);
  if (chosen === undefined) return undefined;
  return { name: chosen.name, permissions: async () => new PermissionsBitField(chosen.permissions) };
}

function channelsOf(interaction: AnswerableInteraction): readonly ChosenChannel[] {
  return interaction.kind === 'slash-command' ? interaction.channels : [];
}

/** The rights that come with an interaction are those in its own channel; elsewhere they follow from the roles of whoever asks. */
async function lookUp(
  { user }: AnswerableInteraction,
  guildId: string,
  id: string,
  findChannel: FindChannel,
): Promise<Found | undefined> {
  if (id === '') return undefined;
  const channel = await known(findChannel(guildId, id));
  if (channel === undefined) return undefined;
  return {
    name: channel.name,
    async permissions() {
      const member = await known(channel.guild.members.fetch({ user: user.id, cache: false }));
      return (member && channel.permissionsFor(member)) ?? new PermissionsBitField();
    },
  };
}

/** What Discord does not know or does not show is undefined; that it cannot be asked is said to whoever asks. */
async function known<Found>(looking: Promise<Found>): Promise<Found | undefined> {
  try {
    return await looking;
  } catch (error) {
    const { kind, message } = toDeliveryError(error);
    if (kind === 'gone' || kind === 'denied') return undefined;
    throw new UserError(message, { cause: error });
  }
}

function mayManage(right: Right, granted: Readonly<PermissionsBitField>): boolean {
  if (!granted.has(PermissionFlagsBits.ViewChannel)) return false;
  return right === 'manage-channel' ? granted.any(MANAGING) : granted.has(PermissionFlagsBits.ManageGuild);
}
