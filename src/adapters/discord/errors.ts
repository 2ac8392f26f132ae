import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { DeliveryError, type DeliveryFailure, type DeliveryScope } from '../../core/errors.js';
import { neverSent } from '../../ops/never-sent.js';

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

interface Meaning {
  readonly kind: DeliveryFailure;
  readonly sentence: string;
  readonly retryAfterMs?: number;
  readonly scope?: DeliveryScope;
  readonly invalid?: boolean;
}

const NO_TOKEN: Meaning = {
  kind: 'retry',
  sentence:
    'Discord refuses the bot token. Put the current one from the developer portal into DISCORD_TOKEN.',
  retryAfterMs: Number.POSITIVE_INFINITY,
  scope: 'platform',
};
const NO_CHANNEL: Meaning = { kind: 'gone', sentence: 'This channel no longer exists.' };
const CLOSED: Meaning = {
  kind: 'gone',
  sentence:
    'This person takes no direct messages from me; sharing a server and allowing messages from it helps.',
};
const REFUSED: Meaning = { kind: 'rejected', sentence: 'Discord did not accept the message.' };
const FILTERED: Meaning = { kind: 'rejected', sentence: "The server's AutoMod refused the message." };
const BUSY: Meaning = { kind: 'retry', sentence: 'Discord asked to slow down.', retryAfterMs: 60_000 };
const NOT_A_CHAT: Meaning = {
  kind: 'denied',
  sentence: 'This kind of channel takes no messages; choose a text channel or a thread.',
};
const CLOSED_THREAD: Meaning = {
  kind: 'denied',
  sentence: 'This thread is archived or locked; open it again.',
};
const NO_TAG: Meaning = {
  kind: 'denied',
  sentence: 'This forum takes no posts without a tag; choose one with daily on tag.',
};
const TOO_MANY_THREADS: Meaning = {
  kind: 'retry',
  sentence: 'The server has as many open threads and posts as Discord allows; closing some helps.',
  retryAfterMs: 10 * 60_000,
};
/** A block page instead of an answer: Discord, or what stands before it, wants no requests from here for a while. */
const BLOCKED: Meaning = {
  kind: 'retry',
  sentence: 'Discord is not taking requests from this address at the moment.',
  retryAfterMs: LONGEST_PAUSE_MS,
  scope: 'platform',
};

const MEANINGS: Readonly<Record<number, Meaning>> = {
  10003: NO_CHANNEL,
  10004: {
    kind: 'gone',
    sentence:
      'I am not in this server any more, or it no longer exists. Whoever manages it can add me again.',
  },
  10013: { kind: 'gone', sentence: 'This person no longer exists.' },
  10015: NO_CHANNEL,
  20028: BUSY,
  20029: BUSY,
  40001: NO_TOKEN,
  40003: BUSY,
  40005: REFUSED,
  40062: BUSY,
  40067: NO_TAG,
  40333: BLOCKED,
  50001: { kind: 'denied', sentence: 'I cannot see this channel: allow me View Channel there.' },
  50006: REFUSED,
  50007: CLOSED,
  50008: NOT_A_CHAT,
  50013: { kind: 'denied', sentence: 'I may not post in this channel: allow me Send Messages there.' },
  50014: NO_TOKEN,
  50035: REFUSED,
  50083: CLOSED_THREAD,
  50278: CLOSED,
  130000: BUSY,
  160005: CLOSED_THREAD,
  160006: TOO_MANY_THREADS,
  200000: FILTERED,
  240000: FILTERED,
};

/** What became of a request that failed, in the words of the outbox. A request whose fate nobody knows is `unknown`. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { kind, sentence, ...more } = meaningOf(error);
  return new DeliveryError(kind, sentence, { cause: error, ...more });
}

/** The page of whoever stands before Discord, with the pause it asks for, where it is a number. */
export function blockedFor(milliseconds: number): DeliveryError {
  const { kind, sentence, ...more } = BLOCKED;
  const retryAfterMs = milliseconds > 0 ? pauseOf(milliseconds) : LONGEST_PAUSE_MS;
  return new DeliveryError(kind, sentence, { ...more, retryAfterMs, invalid: true });
}

/** Whether a message with this nonce was posted before and has been deleted since: the only message that a post can miss. */
export function isDeletedSince(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
}

/** Whether a thread takes nothing because it is archived, which whoever may write there can change. */
export function isArchived(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
}

const CLOSED_CODES: readonly unknown[] = [
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
];

/** Whether a thread is gone, or closed to everybody. */
export function isClosedThread({ kind, cause }: DeliveryError): boolean {
  return kind === 'gone' || (cause instanceof DiscordAPIError && CLOSED_CODES.includes(cause.code));
}

/** Whether Discord found the message itself wrong, so that a simpler one may pass. */
export function isRefusedMessage(error: unknown): boolean {
  return error instanceof DiscordAPIError && MEANINGS[Number(error.code)] === REFUSED;
}

/** Whether the files of a message may be what is wrong: they are too large, or may not be attached there. */
export function isRefusedFile(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.status === 413 || error.code === RESTJSONErrorCodes.MissingPermissions)
  );
}

function meaningOf(error: unknown): Meaning {
  if (error instanceof RateLimitError) return meaningOfLimit(error);
  if (error instanceof DiscordAPIError)
    return { ...meaningOfAnswer(error), invalid: error.status === 401 || error.status === 403 };
  if (error instanceof HTTPError)
    return { kind: 'unknown', sentence: `Discord answered with an error of its own (${error.status}).` };
  return neverSent(error)
    ? { kind: 'retry', sentence: 'Discord cannot be reached.' }
    : { kind: 'unknown', sentence: 'The connection to Discord broke before it answered.' };
}

function meaningOfAnswer({ code, status }: DiscordAPIError): Meaning {
  const known = MEANINGS[Number(code)];
  if (known !== undefined) return known;
  if (status === 401) return NO_TOKEN;
  if (typeof code !== 'number') return BLOCKED;
  if (status === 403) return { kind: 'denied', sentence: `Discord does not allow this (error ${code}).` };
  return { ...REFUSED, sentence: `Discord did not accept the message (error ${code}).` };
}

/** A limit that discord.js knew of, so that no request was made, has no `retryAfter`. */
function meaningOfLimit({ retryAfter, timeToReset, scope, global }: RateLimitError): Meaning {
  return {
    ...BUSY,
    retryAfterMs: pauseOf(retryAfter || timeToReset),
    scope: global || scope === 'global' ? 'platform' : 'destination',
    invalid: retryAfter > 0 && scope !== 'shared',
  };
}

/** What a proxy writes into `Retry-After` may be anything. */
function pauseOf(milliseconds: number): number {
  const wanted = Number.isFinite(milliseconds) ? milliseconds : SHORTEST_PAUSE_MS;
  return Math.min(Math.max(wanted, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
}
