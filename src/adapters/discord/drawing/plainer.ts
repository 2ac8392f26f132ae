import type { Reply } from '../../../core/reply.js';
import type { Logger } from '../../../ops/logger.js';
import { isRefusedFile, isRefusedMessage } from '../errors.js';
import { type DiscordMessage, renderVariants } from './render.js';

/** Sends a reply, and where Discord refuses it for what is in it, the same once more: without pictures, then as plain text. */
export async function sendOrPlainer<Value>(
  reply: Reply,
  send: (message: DiscordMessage) => Promise<Value>,
  logger: Logger,
): Promise<Value> {
  let refusal: unknown;
  for (const message of renderVariants(reply)) {
    try {
      return await send(message);
    } catch (error) {
      const withFiles = message.pictures.length > 0;
      if (!isRefusedMessage(error) && !(withFiles && isRefusedFile(error))) throw error;
      const event = withFiles ? 'pictures-refused' : 'message-refused';
      logger.error({ event, platform: 'discord', err: error });
      refusal = error;
    }
  }
  throw refusal;
}
