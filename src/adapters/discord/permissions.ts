import {
  ApplicationIntegrationType,
  type GuildBasedChannel,
  type GuildTextBasedChannel,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';
import type { Target } from '../../core/invocation.js';
import { toDeliveryError } from './errors.js';
import type { FindChannel } from './places.js';

type Verdict = { readonly ok: true } | { readonly ok: false; readonly missing: string };

const SEND = { flag: PermissionFlagsBits.SendMessages, name: 'Send Messages' };
const SEND_IN_THREADS = { flag: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads' };
const VIEW = { flag: PermissionFlagsBits.ViewChannel, name: 'View Channel' };
const CONNECT = { flag: PermissionFlagsBits.Connect, name: 'Connect' };
const READ_HISTORY = { flag: PermissionFlagsBits.ReadMessageHistory, name: 'Read Message History' };
const SHOW_LINKS = { flag: PermissionFlagsBits.EmbedLinks, name: 'Embed Links' };

/** Where a server's administrator adds the bot, with the rights it needs and no others. */
export function inviteUrl(applicationId: string): string {
  const needed = new PermissionsBitField(
    [VIEW, READ_HISTORY, SEND, SEND_IN_THREADS, SHOW_LINKS].map(({ flag }) => flag),
  );
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(needed.bitfield),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Where somebody adds the bot for themselves, to take it along wherever they are. */
export function personalInviteUrl(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'applications.commands',
    integration_type: String(ApplicationIntegrationType.UserInstall),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Who the bot is, and how it finds channels. */
export interface Standpoint {
  readonly userId: string;
  readonly findChannel: FindChannel;
}

/** Whether the bot can post in a channel of a server. */
export async function checkChannel(self: Standpoint, { tenant, id }: Target): Promise<Verdict> {
  try {
    const channel = await self.findChannel(tenant, id);
    if (channel === undefined) return missing('This channel no longer exists.');
    if (!channel.isSendable())
      return missing('This kind of channel takes no messages. Choose a text channel or a thread.');
    return judge(channel, await ownPermissions(self, channel));
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.kind === 'gone' || failure.kind === 'denied') return missing(failure.message);
    throw failure;
  }
}

/** Whether there is a person of that id to write to; whether they take messages, Discord tells only of a message. */
export async function checkPerson(
  sender: { directChannel(userId: string): Promise<string> },
  userId: string,
): Promise<Verdict> {
  try {
    await sender.directChannel(userId);
    return { ok: true };
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.kind === 'gone' || failure.kind === 'denied') return missing(failure.message);
    throw failure;
  }
}

/** Whether what was posted in a channel can be read back: without the right to, Discord shows an empty channel. */
export async function mayReadHistory(self: Standpoint, { tenant, id }: Target): Promise<boolean> {
  try {
    const channel = await self.findChannel(tenant, id);
    if (channel === undefined || !channel.isTextBased()) return false;
    const granted = await ownPermissions(self, channel);
    return granted.has([VIEW.flag, READ_HISTORY.flag]);
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.kind === 'gone' || failure.kind === 'denied') return false;
    throw failure;
  }
}

async function ownPermissions(
  { userId }: Standpoint,
  channel: GuildBasedChannel,
): Promise<Readonly<PermissionsBitField>> {
  const member = await channel.guild.members.fetch({ user: userId, cache: false });
  return channel.permissionsFor(member) ?? new PermissionsBitField();
}

function judge(channel: GuildTextBasedChannel, granted: Readonly<PermissionsBitField>): Verdict {
  const needed = [VIEW, channel.isThread() ? SEND_IN_THREADS : SEND];
  // Who may not connect to a voice or stage channel may do nothing else in it either.
  if (channel.isVoiceBased()) needed.push(CONNECT);
  const lacking = needed.filter(({ flag }) => !granted.has(flag)).map(({ name }) => name);
  if (lacking.length > 0)
    return missing(
      `I lack ${lacking.join(' and ')} in #${channel.name}. Ask who manages the server to allow it.`,
    );
  if (channel.isThread() && channel.locked === true)
    return missing(`The thread "${channel.name}" is locked. Ask who manages the server to unlock it.`);
  return { ok: true };
}

function missing(sentence: string): Verdict {
  return { ok: false, missing: sentence };
}
