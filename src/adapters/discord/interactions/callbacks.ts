import {
  type APIInteractionResponse,
  DiscordAPIError,
  RateLimitError,
  type RawFile,
  REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { DeliveryError } from '../../../core/errors.js';
import type { Logger } from '../../../ops/logger.js';
import { restOptions, watchInvalidRequests } from '../client.js';
import type { DiscordMessage } from '../drawing/render.js';
import { changedMessage, newMessage } from '../posting/message-request.js';
import { silenceAnswer } from '../posting/silence.js';
import type { Interaction } from './interaction.js';

type Token = Pick<Interaction, 'id' | 'applicationId' | 'token'>;

/** The ways to answer an interaction. Its token opens them, so that neither a gateway nor the bot's own token is needed. */
export interface Callbacks {
  /** The first answer, due within three seconds; there is only one. */
  respond(interaction: Token, response: APIInteractionResponse, files?: readonly RawFile[]): Promise<void>;
  editOriginal(interaction: Token, message: DiscordMessage): Promise<void>;
  followUp(interaction: Token, message: DiscordMessage): Promise<void>;
}

/** As often as discord.js would, but with an eye on what may have arrived. */
const MOST_TRIES = 3;
/** Of the three seconds that Discord waits for a first answer, and of the quarter of an hour for another. */
const LONGEST_WAIT_MS = { callback: 1_500, later: 60_000 };

/**
 * The client that answers people. It hands every failure on, and a limit that would last longer than anybody waits; it needs no token of
 * its own.
 */
export function createAnswerRest({
  apiUrl,
  logger,
}: {
  readonly apiUrl: string;
  readonly logger: Logger;
}): REST {
  const rest = new REST({
    ...restOptions(apiUrl),
    retries: 0,
    rejectOnRateLimit: ({ route, retryAfter }) =>
      !(retryAfter <= LONGEST_WAIT_MS[route.startsWith('/interactions') ? 'callback' : 'later']),
  });
  watchInvalidRequests(rest, logger);
  return rest;
}

export function createCallbacks(rest: REST): Callbacks {
  return {
    async respond({ id, token }, response, files = []) {
      const request = { body: silenceAnswer(response), files: [...files], auth: false };
      await persist(() => rest.post(Routes.interactionCallback(id, token), request), isAcknowledged);
    },
    async editOriginal({ applicationId, token }, message) {
      const route = Routes.webhookMessage(applicationId, token, '@original');
      await persist(() => rest.patch(route, { ...changedMessage(message), auth: false }));
    },
    // What arrived although its answer was lost is seen twice by whoever asked, and by nobody else.
    async followUp({ applicationId, token }, message) {
      const route = Routes.webhook(applicationId, token);
      await persist(() => rest.post(route, { ...newMessage(message), auth: false }));
    },
  };
}

/**
 * Makes a request again whose fate nobody knows. `isDone` tells by a later error that the first one had arrived: Discord then refuses a second
 * answer, but not to whoever gave the first.
 */
async function persist(
  request: () => Promise<unknown>,
  isDone: (error: unknown) => boolean = () => false,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await request();
      return;
    } catch (error) {
      if (tries > 1 && isDone(error)) return;
      if (tries === MOST_TRIES || !isWorthAnotherTry(error)) throw error;
    }
  }
}

/** Broken connections, and what Discord says of itself when it is in trouble; all else is an answer. */
function isWorthAnotherTry(error: unknown): boolean {
  const isAnswer = error instanceof DiscordAPIError || error instanceof RateLimitError;
  return !isAnswer && !(error instanceof DeliveryError);
}

function isAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}
