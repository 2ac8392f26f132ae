import type { Clock } from '../core/clock.js';
import { DeliveryError } from '../core/errors.js';
import type { Placement } from '../core/layout.js';
import type { Reply } from '../core/reply.js';
import type { Reach } from '../ops/failpoints.js';
import type { Logger } from '../ops/logger.js';
import { retryDelay } from './back-off.js';
import type { Destinations } from './destinations.js';
import { thawReply } from './frozen-reply.js';
import type { ClaimedDelivery, Outcome } from './outbox.js';
import { placementOf } from './placing.js';

/** Soon enough that a platform which knows keys again still knows this one. */
const SOON_MS = 10_000;
/** Where it does not, a request that is still on its way should have arrived before anybody looks for it. */
const LATER_MS = 30_000;
/** The clocks of platforms differ from ours. */
const CLOCK_MARGIN_MS = 30_000;
/** So long after its time a message is still looked for. */
const LONGEST_SEARCH_MS = 24 * 60 * 60 * 1_000;

const MAYBE = 'It may or may not have been posted; it is not posted again.';
const UNREADABLE = `${MAYBE} I may not read back what is posted there: allow me to read the history.`;
const BUG = 'Something went wrong on our side; the log says what.';
const LATE = 'Its time was over before it could be sent.';

export interface AttemptOptions {
  /** `send` posts once, without retries of its own; it and `find` throw only `DeliveryError`. */
  readonly destinations: Pick<Destinations, 'send' | 'find' | 'remembersKeyMs'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly reach: Reach;
  /** Is told what came of each request. */
  readonly heard: (error: DeliveryError | undefined) => void;
}

/** A delivery with what it says, and how it is to stand where it goes. */
interface Letter extends ClaimedDelivery {
  readonly reply: Reply;
  readonly placement: Placement | undefined;
}

/**
 * Sends a delivery, once. One that may have arrived already is sent again only where the platform would know it, or when it has been looked
 * for in vain.
 */
export async function attemptDelivery(delivery: ClaimedDelivery, options: AttemptOptions): Promise<Outcome> {
  const reply = thawReply(delivery.replyJson);
  if (reply === undefined) return leftToOthers(delivery, options.clock.now());
  try {
    const { uncertainSince } = delivery;
    const letter = { ...delivery, reply, placement: placementOf(delivery, reply) };
    if (uncertainSince === undefined || isKnownAgain(letter, uncertainSince, options))
      return await send(letter, options);
    return await lookUp(letter, uncertainSince, options);
  } catch (error) {
    options.logger.error({ event: 'bug', err: error });
    return delivery.uncertainSince === undefined
      ? { state: 'failed', code: 'bug', reason: BUG }
      : skipped(`${MAYBE} ${BUG}`);
  }
}

/** While a newer version is rolled out, an older process meets messages that only the new ones can read; those then have half a minute to take them. */
function leftToOthers({ uncertainSince, expiresAt }: ClaimedDelivery, now: Date): Outcome {
  const [code, reason] = ['unreadable', 'This version cannot read the stored message.'];
  if (now >= expiresAt)
    return uncertainSince === undefined ? { state: 'failed', code, reason } : skipped(`${MAYBE} ${reason}`);
  const dueAt = new Date(now.getTime() + LATER_MS);
  return { state: uncertainSince === undefined ? 'pending' : 'unknown', dueAt, code, reason };
}

function isKnownAgain(
  { target, expiresAt, placement }: Letter,
  since: Date,
  { destinations, clock }: AttemptOptions,
): boolean {
  const now = clock.now().getTime();
  return now < expiresAt.getTime() && now - since.getTime() < destinations.remembersKeyMs(target, placement);
}

async function send(letter: Letter, options: AttemptOptions): Promise<Outcome> {
  const { target, reply, key, placement } = letter;
  const { destinations, reach } = options;
  reach('before_send');
  const sent = await settled(destinations.send(target, reply, key, placement));
  reach('after_send');
  options.heard(sent instanceof DeliveryError ? sent : undefined);
  return sent instanceof DeliveryError
    ? outcomeOf(sent, letter, options)
    : { state: 'sent', messageId: sent.messageId };
}

async function lookUp(letter: Letter, since: Date, options: AttemptOptions): Promise<Outcome> {
  const { target, key, expiresAt, placement } = letter;
  const { destinations, clock } = options;
  const from = new Date(since.getTime() - CLOCK_MARGIN_MS);
  const seen = await settled(destinations.find(target, key, from, placement));
  options.heard(seen instanceof DeliveryError && seen.kind !== 'unknown' ? seen : undefined);
  if (seen instanceof DeliveryError) return searchFailed(seen, letter, options);
  if (seen === 'unreadable') return skipped(UNREADABLE);
  if (seen !== 'absent') return { state: 'sent', messageId: seen.messageId };
  if (clock.now() >= expiresAt) return { state: 'skipped', code: 'late', reason: LATE, maybeSeen: false };
  const { uncertainSince: _found, ...certain } = letter;
  return send(certain, options);
}

/** A delivery error is an answer like any other; what else is thrown is a bug. */
async function settled<Value>(work: Promise<Value>): Promise<Value | DeliveryError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
}

function outcomeOf(error: DeliveryError, letter: Letter, options: AttemptOptions): Outcome {
  const { kind: code, message: reason } = error;
  const { destinations, clock } = options;
  switch (code) {
    case 'retry':
      // Nothing was posted this time; but an attempt of which nobody knows is not forgotten over it.
      return {
        state: letter.uncertainSince === undefined ? 'pending' : 'unknown',
        dueAt: retryAt(error, letter, options),
        code,
        reason,
      };
    case 'unknown': {
      const remembered = destinations.remembersKeyMs(letter.target, letter.placement);
      const pause = remembered > SOON_MS ? SOON_MS : LATER_MS;
      return { state: 'unknown', dueAt: new Date(clock.now().getTime() + pause), code, reason };
    }
    case 'gone':
    case 'denied':
    case 'rejected':
      return { state: 'failed', code, reason };
  }
}

function searchFailed(error: DeliveryError, delivery: ClaimedDelivery, options: AttemptOptions): Outcome {
  const { kind, message: reason } = error;
  const passed = options.clock.now().getTime() - delivery.expiresAt.getTime();
  if ((kind !== 'retry' && kind !== 'unknown') || passed > LONGEST_SEARCH_MS)
    return skipped(`${MAYBE} ${reason}`);
  return { state: 'unknown', dueAt: retryAt(error, delivery, options), code: 'unknown', reason };
}

function skipped(reason: string): Outcome {
  return { state: 'skipped', code: 'unknown', reason, maybeSeen: true };
}

function retryAt(
  { retryAfterMs }: DeliveryError,
  { attempt }: ClaimedDelivery,
  { clock, random }: AttemptOptions,
): Date {
  // What waits for a restart is due at once after it.
  const delay = retryAfterMs === Number.POSITIVE_INFINITY ? 0 : retryDelay({ attempt, retryAfterMs, random });
  return new Date(clock.now().getTime() + delay);
}
