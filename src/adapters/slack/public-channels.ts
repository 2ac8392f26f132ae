import type { webApi } from '@slack/bolt';
import { UserError } from '../../core/errors.js';
import { cutText } from '../../core/safe-text.js';
import { slackCode } from './errors.js';

const ID = /^(?:<#)?([CG][A-Z0-9]{6,20})(?:\|[^>]*)?>?$/;
const PAGE = 1_000;
/** More channels than that are looked through by nobody who waits. */
const MOST_PAGES = 5;
const LONGEST_SHOWN = 80;

interface PublicChannel {
  readonly id: string;
  /** As people write it: "#papers". */
  readonly name: string;
}

/**
 * A public channel by what somebody wrote: `#papers`, `papers`, `<#C1|papers>` or its id. A private one is not found, whoever asks, so that
 * nobody learns from here that it exists.
 */
export async function findPublicChannel(client: webApi.WebClient, written: string): Promise<PublicChannel> {
  const text = written.trim();
  const [, id] = ID.exec(text) ?? [];
  try {
    const found = id === undefined ? await findByName(client, nameOf(text)) : await findById(client, id);
    if (found !== undefined) return found;
  } catch (error) {
    const code = slackCode(error);
    if (code !== 'channel_not_found') throw new UserError(untold(code), { cause: error });
  }
  throw new UserError(
    `I find no public channel "${cutText(text, LONGEST_SHOWN)}" here. For a private channel, use the command in it.`,
  );
}

/** The name of a public channel; those who run a workspace need not know of its private ones. */
export async function nameOfChannel(client: webApi.WebClient, id: string): Promise<string | undefined> {
  try {
    return (await findById(client, id))?.name ?? 'a private channel';
  } catch {
    return undefined;
  }
}

function untold(code: string | undefined): string {
  const reason = code === undefined ? '' : ` (${code})`;
  return `Slack did not tell me which channel that is${reason}. Please try again in a moment.`;
}

function nameOf(text: string): string {
  return text.replace(/^#/, '').toLowerCase();
}

async function findById(client: webApi.WebClient, id: string): Promise<PublicChannel | undefined> {
  const { channel } = await client.conversations.info({ channel: id });
  return toPublic(channel);
}

async function findByName(client: webApi.WebClient, name: string): Promise<PublicChannel | undefined> {
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await client.conversations.list({
      types: 'public_channel',
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const found = page.channels?.find((channel) => channel.name === name);
    if (found !== undefined) return toPublic(found);
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  return undefined;
}

type SlackChannel = NonNullable<webApi.ConversationsInfoResponse['channel']>;

function toPublic(channel: Pick<SlackChannel, 'id' | 'name' | 'is_private' | 'is_im'> | undefined) {
  const { id, name, is_private, is_im } = channel ?? {};
  if (id === undefined || name === undefined || is_private === true || is_im === true) return undefined;
  return { id, name: `#${name}` };
}
