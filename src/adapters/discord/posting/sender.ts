import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Sighting } from '../../../core/chat-adapter.js';
import type { Clock } from '../../../core/clock.js';
import { DeliveryError } from '../../../core/errors.js';
import type { Reply } from '../../../core/reply.js';
import type { Logger } from '../../../ops/logger.js';
import { restOptions, watchInvalidRequests } from '../client.js';
import { sendOrPlainer } from '../drawing/plainer.js';
import type { DiscordMessage } from '../drawing/render.js';
import { isArchived, isDeletedSince, toDeliveryError } from '../errors.js';
import { createDirectChannels } from './direct-channels.js';
import { createExtras, type Extras } from './extras.js';
import { markerOf, markFirst, nonceOf } from './marker.js';
import { newMessage } from './message-request.js';
import { findMessage } from './message-search.js';
import { type Forum, findPost } from './post-search.js';

/** Half of what Discord allows: lists may bunch up on their way by a whole second, and people who wait for an answer are not in their way. */
export const REQUESTS_PER_SECOND = 25;
/** What Discord allows. A client that counts to the pace itself would turn away what comes a moment early. */
const MOST_PER_SECOND = 50;

/** Discord does not say which message it was. */
const DELETED = { messageId: 'deleted' };

const Posted = z.object({ id: z.string() });
interface Sent {
  readonly messageId: string;
}

/** A post as it is opened in a forum. */
export interface NewPost {
  readonly forumId: string;
  readonly name: string;
  /** The ids of its tags. */
  readonly tags: readonly string[];
}

/** All but `extras` throws only `DeliveryError`. */
export interface Sender {
  /** The channel in which a person is written to. */
  directChannel(userId: string): Promise<string>;
  /** Posts once; the same key within some minutes posts nothing new, even after a deletion. */
  post(channelId: string, reply: Reply, key: string): Promise<Sent>;
  /** Opens a post in a forum, with its first message. Discord knows no keys there: each time is another post. */
  openPost(post: NewPost, reply: Reply, key: string): Promise<Sent>;
  /** Looks for our own message with a key, in a channel whose history we may read. */
  find(channelId: string, key: string, since: Date, ownId: string): Promise<Sighting>;
  /** Looks for our own post whose first message has a key, in a forum whose history we may read. */
  findPost(forum: Forum, key: string, since: Date, ownId: string): Promise<Sighting>;
  readonly extras: Extras;
}

export interface SenderOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The way out for messages nobody waits for. It tries once: what is tried again, and when, is the outbox's decision. */
export function createSender({ token, apiUrl, clock, logger }: SenderOptions): Sender {
  const settings = { ...restOptions(apiUrl), retries: 0, globalRequestsPerSecond: MOST_PER_SECOND };
  const rest = new REST(settings).setToken(token);
  watchInvalidRequests(rest, logger);
  let refusal: DeliveryError | undefined;

  /** With a refused token every further call would count towards a ban. */
  const guarded = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (refusal !== undefined) throw refusal;
    try {
      return await work();
    } catch (error) {
      const failure = toDeliveryError(error);
      if (isUnauthorized(error)) refusal = failure;
      throw failure;
    }
  };
  const plainerIfRefused = (reply: Reply, send: (message: DiscordMessage) => Promise<Sent>) =>
    sendOrPlainer(reply, send, logger);
  const open = createDirectChannels(rest);

  return {
    extras: createExtras(rest, { clock, logger }),
    directChannel: (userId) => guarded(() => open(userId)),
    post: (channelId, reply, key) =>
      guarded(async () => {
        try {
          return await plainerIfRefused(reply, (message) => post(rest, channelId, message, key));
        } catch (error) {
          if (isDeletedSince(error)) return DELETED;
          throw error;
        }
      }),
    openPost: (wanted, reply, key) =>
      guarded(() => plainerIfRefused(reply, (message) => openPost(rest, wanted, message, key))),
    find: (channelId, key, since, ownId) =>
      guarded(() => findMessage(rest, channelId, { marker: markerOf(key), since, ownId })),
    findPost: (forum, key, since, ownId) =>
      guarded(() => findPost(rest, forum, { marker: markerOf(key), since, ownId })),
  };
}

async function post(rest: REST, channelId: string, message: DiscordMessage, key: string): Promise<Sent> {
  const { body, files } = marked(message, key);
  const once = { ...body, nonce: nonceOf(key), enforce_nonce: true };
  const send = () => rest.post(Routes.channelMessages(channelId), { body: once, files });
  const answer = await send().catch(async (error: unknown) => {
    if (!isArchived(error)) throw error;
    await rest.patch(Routes.channel(channelId), { body: { archived: false } });
    return send();
  });
  return readSent(answer);
}

async function openPost(
  rest: REST,
  { forumId, name, tags }: NewPost,
  message: DiscordMessage,
  key: string,
): Promise<Sent> {
  const { body, files } = marked(message, key);
  const marks = tags.length === 0 ? {} : { applied_tags: tags };
  const post = { name, ...marks, message: body };
  return readSent(await rest.post(Routes.threads(forumId), { body: post, files }));
}

function marked(message: DiscordMessage, key: string) {
  return newMessage({ ...message, components: [...markFirst(message.components, key)] });
}

/** A post has the id of its first message. */
function readSent(answer: unknown): Sent {
  const posted = Posted.safeParse(answer);
  if (posted.success) return { messageId: posted.data.id };
  throw new DeliveryError('unknown', 'Discord answered, but did not say what it did.');
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401;
}
