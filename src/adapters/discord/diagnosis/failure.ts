import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { z } from 'zod';
import { DeliveryError } from '../../../core/errors.js';
import { type Finding, problem } from '../../../core/finding.js';
import { neverSent } from '../../../ops/never-sent.js';
import { toDeliveryError } from '../errors.js';

const NO_SENSE = "Discord's answer is not one that paperboy understands.";
/** How the system and undici name what happens to connections. */
const OF_CONNECTIONS = /^(?:E[A-Z_]+|UND_ERR_[A-Z_]+)$/;

/** Something that could not be looked at, and what to do about it. */
export function failure(subject: string, error: unknown): Finding {
  if (error instanceof DiscordAPIError && error.status === 401)
    return problem(
      'Discord token',
      'Discord does not accept DISCORD_TOKEN.',
      'Copy the token again from https://discord.com/developers/applications (your application, Bot, Reset Token) into DISCORD_TOKEN.',
    );
  if (error instanceof DeliveryError) return problem(subject, error.message, 'Wait a quarter of an hour.');
  if (error instanceof DiscordAPIError || error instanceof HTTPError)
    return problem(
      subject,
      `Discord answers with HTTP ${error.status}.`,
      'Look at https://discordstatus.com and try again later.',
    );
  if (isNoSense(error))
    return problem(
      subject,
      NO_SENSE,
      'See that DISCORD_API_URL, if it is set, names Discord; update paperboy.',
    );
  if (isUnanswered(error))
    return problem(
      subject,
      'Discord cannot be reached.',
      'Check the network, and DISCORD_API_URL if it is set.',
    );
  return problem(subject, reasonOf(error), 'Update paperboy, or report it as a mistake of paperboy.');
}

/** Why something could not be looked at, as a sentence. */
export function reasonOf(error: unknown): string {
  if (isNoSense(error)) return NO_SENSE;
  return isOfDiscord(error) || isUnanswered(error)
    ? toDeliveryError(error).message
    : `paperboy came upon something it did not expect (${String(error)}).`;
}

function isNoSense(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof SyntaxError;
}

function isOfDiscord(error: unknown): boolean {
  return [DeliveryError, DiscordAPIError, HTTPError, RateLimitError].some((kind) => error instanceof kind);
}

/** Whether no answer came: nobody was there, the connection broke, or it took too long. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error.name === 'AbortError' || OF_CONNECTIONS.test(code) || neverSent(error);
}
