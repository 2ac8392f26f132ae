import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../ops/logger.js';
import { createTurnstile } from '../transports/turnstile.js';

/** A day without a word, and a thread leaves the list of channels; the next word brings it back. */
const ARCHIVED_AFTER_MINUTES = 1_440;
/** What these errors say is there already. */
const DONE: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted,
  RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage,
]);

/** What is done about a message that has been posted. Its list does not depend on it: what fails is logged, and nothing rejects. */
export interface Extras {
  /** Passes a message of an announcement channel on to those who follow it. */
  crosspost(channelId: string, messageId: string): Promise<void>;
  /** Begins the thread in which people talk about a message. */
  startThread(channelId: string, messageId: string, name: string): Promise<void>;
}

/** With the lists that come at the same time, less than Discord allows; lists wait for their extras, so that there are never many more. */
const PER_SECOND = 20;

export function createExtras(
  rest: REST,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Extras {
  const turn = createTurnstile(clock, PER_SECOND);
  const attempt = async (event: string, request: () => Promise<unknown>) => {
    await turn();
    try {
      await request();
    } catch (err) {
      if (err instanceof DiscordAPIError && DONE.has(err.code)) return;
      logger.warn({ event, platform: 'discord', err });
    }
  };
  return {
    crosspost: (channelId, messageId) =>
      attempt('crosspost-failed', () => rest.post(Routes.channelMessageCrosspost(channelId, messageId))),
    startThread(channelId, messageId, name) {
      const body = { name, auto_archive_duration: ARCHIVED_AFTER_MINUTES };
      return attempt('thread-failed', () => rest.post(Routes.threads(channelId, messageId), { body }));
    },
  };
}
