import { createHash } from 'node:crypto';
import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { DeliveryError } from '../../core/errors.js';
import type { Reply } from '../../core/reply.js';
import type { Logger } from '../../ops/logger.js';
import { restOptions, watchInvalidRequests } from './client.js';
import { isDeletedSince, isRefusedMessage, toDeliveryError } from './errors.js';
import { LIMITS } from './limits.js';
import { type DiscordMessage, renderPlain, renderReply } from './render.js';

/** Leaves ten of Discord's fifty requests a second to people who wait for an answer. */
const REQUESTS_PER_SECOND = 40;

/** Discord does not say which message it was. */
const DELETED = { messageId: 'deleted' };

const Posted = z.object({ id: z.string() });

export interface Sender {
  /** Posts once; the same key within some minutes posts nothing new, even after a deletion. Throws only `DeliveryError`. */
  post(channelId: string, reply: Reply, key: string): Promise<{ readonly messageId: string }>;
}

export interface SenderOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly logger: Logger;
}

/** The way out for messages nobody waits for. It tries once: what is tried again, and when, is the outbox's decision. */
export function createSender({ token, apiUrl, logger }: SenderOptions): Sender {
  const settings = { ...restOptions(apiUrl), retries: 0, globalRequestsPerSecond: REQUESTS_PER_SECOND };
  const rest = new REST(settings).setToken(token);
  watchInvalidRequests(rest, logger);
  let refusal: DeliveryError | undefined;

  const post = async (channelId: string, message: DiscordMessage, nonce: string) => {
    const { components, flags, allowedMentions } = message;
    const body = { components, flags, allowed_mentions: allowedMentions, nonce, enforce_nonce: true };
    const posted = Posted.safeParse(await rest.post(Routes.channelMessages(channelId), { body }));
    if (posted.success) return { messageId: posted.data.id };
    throw new DeliveryError('unknown', 'Discord answered, but did not say what it did.');
  };

  return {
    async post(channelId, reply, key) {
      // With a refused token every further call would count towards a ban.
      if (refusal !== undefined) throw refusal;
      const nonce = nonceOf(key);
      try {
        return await post(channelId, renderReply(reply), nonce).catch((error: unknown) => {
          if (!isRefusedMessage(error)) throw error;
          logger.error({ event: 'message-refused', platform: 'discord', err: error });
          return post(channelId, renderPlain(reply.summary), nonce);
        });
      } catch (error) {
        if (isDeletedSince(error)) return DELETED;
        const failure = toDeliveryError(error);
        if (isUnauthorized(error)) refusal = failure;
        throw failure;
      }
    },
  };
}

/** The same message always has the same nonce, on every machine and after every restart. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, LIMITS.nonce);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401;
}
