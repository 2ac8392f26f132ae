import {
  ApplicationIntegrationType,
  ChannelFlags,
  type ForumChannel,
  type GuildBasedChannel,
  type GuildTextBasedChannel,
  type MediaChannel,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';
import type { Target } from '../../core/invocation.js';
import type { Layout } from '../../core/layout.js';
import { toDeliveryError } from './errors.js';
import type { FindChannel } from './interactions/places.js';
import { findTag } from './posting/styles.js';

type Verdict = { readonly ok: true } | { readonly ok: false; readonly missing: string };

const SEND = { flag: PermissionFlagsBits.SendMessages, name: 'Send Messages' };
const SEND_IN_THREADS = { flag: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads' };
const CREATE_THREADS = { flag: PermissionFlagsBits.CreatePublicThreads, name: 'Create Public Threads' };
/** The same rights go by other names where there are posts. */
const CREATE_POSTS = { ...SEND, name: 'Create Posts' };
const SEND_IN_POSTS = { ...SEND_IN_THREADS, name: 'Send Messages in Posts' };
const MANAGE_POSTS = { flag: PermissionFlagsBits.ManageThreads, name: 'Manage Posts' };
const VIEW = { flag: PermissionFlagsBits.ViewChannel, name: 'View Channel' };
const CONNECT = { flag: PermissionFlagsBits.Connect, name: 'Connect' };
const READ_HISTORY = { flag: PermissionFlagsBits.ReadMessageHistory, name: 'Read Message History' };
const ATTACH_FILES = { flag: PermissionFlagsBits.AttachFiles, name: 'Attach Files' };
const SHOW_LINKS = { flag: PermissionFlagsBits.EmbedLinks, name: 'Embed Links' };

/** Where a server's administrator adds the bot, with the rights it needs and no others. */
export function inviteUrl(applicationId: string): string {
  const needed = new PermissionsBitField(
    [VIEW, READ_HISTORY, SEND, SEND_IN_THREADS, CREATE_THREADS, SHOW_LINKS, ATTACH_FILES].map(
      ({ flag }) => flag,
    ),
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

/** Whether the bot can post in a channel of a server, and as is wished for. */
export async function checkChannel(
  self: Standpoint,
  { tenant, id }: Target,
  layout?: Layout,
): Promise<Verdict> {
  try {
    const channel = await self.findChannel(tenant, id);
    if (channel === undefined) return missing('This channel no longer exists.');
    if (channel.isThreadOnly()) return judgeForum(channel, await ownPermissions(self, channel), layout);
    if (!channel.isSendable())
      return missing('This kind of channel takes no messages. Choose a text channel, a thread or a forum.');
    return judge(channel, await ownPermissions(self, channel), layout);
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
    if (channel === undefined || !(channel.isTextBased() || channel.isThreadOnly())) return false;
    const granted = await ownPermissions(self, channel);
    return granted.has([VIEW.flag, READ_HISTORY.flag]);
  } catch (error) {
    const failure = toDeliveryError(error);
    if (failure.kind === 'gone' || failure.kind === 'denied') return false;
    throw failure;
  }
}

async function ownPermissions({ userId }: Standpoint, channel: GuildBasedChannel): Promise<Granted> {
  const member = await channel.guild.members.fetch({ user: userId, cache: false });
  return channel.permissionsFor(member) ?? new PermissionsBitField();
}

type Granted = Readonly<PermissionsBitField>;
type Permission = typeof VIEW;

function judge(channel: GuildTextBasedChannel, granted: Granted, layout?: Layout): Verdict {
  const needed: Permission[] = [VIEW, channel.isThread() ? SEND_IN_THREADS : SEND];
  // Who may not connect to a voice or stage channel may do nothing else in it either.
  if (channel.isVoiceBased()) needed.push(CONNECT);
  if (layout?.style === 'thread') needed.push(CREATE_THREADS);
  const lack = lacking(channel, granted, needed);
  if (lack !== undefined) return lack;
  if (channel.isThread() && channel.locked === true)
    return missing(`The thread "${channel.name}" is locked. Ask who manages the server to unlock it.`);
  return { ok: true };
}

/** Later parts of a list are messages in its post. */
function judgeForum(forum: ForumChannel | MediaChannel, granted: Granted, layout?: Layout): Verdict {
  const tag = layout?.tag === undefined ? undefined : findTag(forum.availableTags, layout.tag);
  const needed: Permission[] = [VIEW, CREATE_POSTS, SEND_IN_POSTS];
  if (tag?.moderated === true) needed.push(MANAGE_POSTS);
  const lack = lacking(forum, granted, needed);
  if (lack !== undefined) return lack;
  const names = forum.availableTags.map(({ name }) => `"${name}"`).join(', ');
  if (layout?.tag !== undefined && tag === undefined)
    return missing(
      `#${forum.name} has no tag "${layout.tag}"${names === '' ? ', nor any other' : `; it has ${names}`}.`,
    );
  if (layout !== undefined && tag === undefined && forum.flags.has(ChannelFlags.RequireTag))
    return missing(`#${forum.name} takes no posts without a tag. Choose one with \`tag\`: ${names}.`);
  return { ok: true };
}

function lacking(channel: GuildBasedChannel, granted: Granted, needed: readonly Permission[]) {
  const names = needed.filter(({ flag }) => !granted.has(flag)).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return missing(
    `I lack ${names.join(' and ')} in #${channel.name}. Ask who manages the server to allow it.`,
  );
}

function missing(sentence: string): Verdict {
  return { ok: false, missing: sentence };
}
