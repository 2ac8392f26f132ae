import { createHash } from 'node:crypto';
import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Sighting } from '../../core/chat-adapter.js';
import { DeliveryError } from '../../core/errors.js';
import type { Reply } from '../../core/reply.js';
import type { Logger } from '../../ops/logger.js';
import { restOptions, watchInvalidRequests } from './client.js';
import { createDirectChannels } from './direct-channels.js';
import { isDeletedSince, isRefusedMessage, toDeliveryError } from './errors.js';
import { LIMITS } from './limits.js';
import { type DiscordMessage, renderPlain, renderReply } from './render.js';

/** Half of what Discord allows: lists may bunch up on their way by a whole second, and people who wait for an answer are not in their way. */
export const REQUESTS_PER_SECOND = 25;
/** What Discord allows. A client that counts to the pace itself would turn away what comes a moment early. */
const MOST_PER_SECOND = 50;

/** Discord does not say which message it was. */
const DELETED = { messageId: 'deleted' };

const Posted = z.object({ id: z.string() });
const Found = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.object({ id: z.number().optional() })).default([]),
});

const DISCORD_EPOCH_MS = 1_420_070_400_000;
const PAGE = 100;
const MOST_PAGES = 3;

export interface Sender {
  /** The channel in which a person is written to. Throws only `DeliveryError`. */
  directChannel(userId: string): Promise<string>;
  /** Posts once; the same key within some minutes posts nothing new, even after a deletion. Throws only `DeliveryError`. */
  post(channelId: string, reply: Reply, key: string): Promise<{ readonly messageId: string }>;
  /** Looks for our own message with a key, in a channel whose history we may read. Throws only `DeliveryError`. */
  find(channelId: string, key: string, since: Date, ownId: string): Promise<Sighting>;
}

export interface SenderOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly logger: Logger;
}

/** The way out for messages nobody waits for. It tries once: what is tried again, and when, is the outbox's decision. */
export function createSender({ token, apiUrl, logger }: SenderOptions): Sender {
  const settings = { ...restOptions(apiUrl), retries: 0, globalRequestsPerSecond: MOST_PER_SECOND };
  const rest = new REST(settings).setToken(token);
  watchInvalidRequests(rest, logger);
  let refusal: DeliveryError | undefined;

  const post = async (channelId: string, message: DiscordMessage, key: string) => {
    const [first, ...others] = message.components;
    const components = first === undefined ? [] : [{ ...first, id: markerOf(key) }, ...others];
    const nonce = nonceOf(key);
    const body = { ...message, components, nonce, enforce_nonce: true };
    const posted = Posted.safeParse(await rest.post(Routes.channelMessages(channelId), { body }));
    if (posted.success) return { messageId: posted.data.id };
    throw new DeliveryError('unknown', 'Discord answered, but did not say what it did.');
  };

  const open = createDirectChannels(rest);

  return {
    async directChannel(userId) {
      if (refusal !== undefined) throw refusal;
      return open(userId);
    },
    async post(channelId, reply, key) {
      // With a refused token every further call would count towards a ban.
      if (refusal !== undefined) throw refusal;
      try {
        return await post(channelId, renderReply(reply), key).catch((error: unknown) => {
          if (!isRefusedMessage(error)) throw error;
          logger.error({ event: 'message-refused', platform: 'discord', err: error });
          return post(channelId, renderPlain(reply.summary), key);
        });
      } catch (error) {
        if (isDeletedSince(error)) return DELETED;
        const failure = toDeliveryError(error);
        if (isUnauthorized(error)) refusal = failure;
        throw failure;
      }
    },
    async find(channelId, key, since, ownId) {
      if (refusal !== undefined) throw refusal;
      try {
        return await findIn(rest, channelId, { marker: markerOf(key), since, ownId });
      } catch (error) {
        throw toDeliveryError(error);
      }
    },
  };
}

/** Reads on from an instant, oldest page first, until the message or the end is found. */
async function findIn(
  rest: REST,
  channelId: string,
  { marker, since, ownId }: { readonly marker: number; readonly since: Date; readonly ownId: string },
): Promise<Sighting> {
  let after = snowflakeOf(since);
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const read = z.array(Found).safeParse(await rest.get(Routes.channelMessages(channelId), { query }));
    if (!read.success) throw new DeliveryError('retry', 'Discord did not say what is in the channel.');
    const ours = read.data.find(
      ({ author, components }) => author.id === ownId && components[0]?.id === marker,
    );
    if (ours !== undefined) return { messageId: ours.id };
    if (read.data.length < PAGE) return 'absent';
    after = read.data.map(({ id }) => id).reduce(later, after);
  }
  return 'unreadable';
}

function later(a: string, b: string): string {
  return BigInt(a) > BigInt(b) ? a : b;
}

function snowflakeOf(instant: Date): string {
  return String(BigInt(instant.getTime() - DISCORD_EPOCH_MS) << 22n);
}

/**
 * What marks a message as the one with a key, where reading it back shows no nonce: the id of its first component, which Discord keeps as it
 * was given. It is far above the ids that Discord gives the others.
 */
function markerOf(key: string): number {
  const hash = createHash('sha256').update(key).digest();
  return (hash.readUInt32BE(0) >>> 1) | (1 << 30);
}

/** The same message always has the same nonce, on every machine and after every restart. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, LIMITS.nonce);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401;
}
