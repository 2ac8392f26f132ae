import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.js';
import { DeliveryError } from '../core/errors.js';
import type { Target } from '../core/invocation.js';
import type { Reply } from '../core/reply.js';
import type { Reach } from '../ops/failpoints.js';
import type { Logger } from '../ops/logger.js';
import { retryDelay } from './back-off.js';
import { thawReply } from './frozen-reply.js';
import type { ClaimedDelivery, OutboxStore, Outcome } from './outbox.js';

/** Claimed, and then sent side by side. */
const BATCH = 10;
/** Far longer than any send takes: a lease that ends belongs to a process that died, or to a mark that failed. */
const LEASE_MS = 90_000;
/** Soon enough that Discord still knows the nonce of the first attempt. */
const UNKNOWN_PAUSE_MS = 10_000;

export interface RelayOptions {
  readonly outbox: OutboxStore;
  /** Posts once, without retries of its own; throws only `DeliveryError`. */
  readonly send: (target: Target, reply: Reply, key: string) => Promise<{ readonly messageId: string }>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly reach: Reach;
}

/** Sends what the outbox owes: it claims first, sends once, and records what came of it. */
export interface Relay {
  /** Takes up what was left behind, and gives up what is too late: call it before planning, for lost lists give their papers back. */
  recover(): Promise<void>;
  /** Sends what a platform is owed at this moment, each once; once aborted, it finishes what it has begun and claims no more. */
  run(platform: string, signal?: AbortSignal): Promise<void>;
}

export function createRelay(options: RelayOptions): Relay {
  const { outbox, clock } = options;
  const owner = randomUUID();
  return {
    async recover() {
      const now = clock.now();
      await outbox.release(now);
      await outbox.expire(now);
    },
    async run(platform, signal) {
      // Fixed, so that a run ends: what fails now and comes due again meanwhile is for the next one.
      const dueBy = clock.now();
      while (signal?.aborted !== true) {
        const claimed = await outbox.claim({ owner, platform, dueBy, limit: BATCH, ...lease(clock.now()) });
        if (claimed.length === 0) return;
        options.reach('after_claim');
        await Promise.all(claimed.map((delivery) => deliver(delivery, options)));
      }
    },
  };
}

function lease(now: Date): { readonly now: Date; readonly leaseUntil: Date } {
  return { now, leaseUntil: new Date(now.getTime() + LEASE_MS) };
}

async function deliver(delivery: ClaimedDelivery, options: RelayOptions): Promise<void> {
  const { outbox, clock, logger } = options;
  const { attempt, period } = delivery;
  const about = { platform: delivery.target.platform, period, attempt };
  const outcome = await send(delivery, options);
  options.reach('before_mark');
  try {
    const recorded = await outbox.settle(delivery, outcome, clock.now());
    if (!recorded) logger.warn({ event: 'delivery-taken-over', ...about });
    else if (outcome.state === 'sent') logger.info({ event: 'delivered', ...about });
    else {
      const { code, reason } = outcome;
      const event = outcome.state === 'failed' ? 'delivery-failed' : 'delivery-delayed';
      logger.warn({ event, ...about, code, reason });
    }
  } catch (error) {
    logger.error({ event: 'delivery-unrecorded', ...about, err: error });
  }
}

async function send(delivery: ClaimedDelivery, options: RelayOptions): Promise<Outcome> {
  const { target, key, replyJson } = delivery;
  const reply = thawReply(replyJson);
  if (reply === undefined) {
    return { state: 'failed', code: 'unreadable', reason: 'This version cannot read the stored message.' };
  }
  try {
    options.reach('before_send');
    const { messageId } = await options.send(target, reply, key);
    options.reach('after_send');
    return { state: 'sent', messageId };
  } catch (error) {
    return outcomeOf(error, delivery, options);
  }
}

function outcomeOf(error: unknown, delivery: ClaimedDelivery, options: RelayOptions): Outcome {
  const { logger } = options;
  if (!(error instanceof DeliveryError)) {
    logger.error({ event: 'bug', err: error });
    return { state: 'failed', code: 'bug', reason: 'Something went wrong on our side; the log says what.' };
  }
  const { kind: code, message: reason } = error;
  switch (code) {
    case 'retry':
      return retryLater(error, delivery, options);
    case 'unknown':
      return retryOnce(error, delivery, options);
    case 'gone':
    case 'denied':
    case 'rejected':
      return { state: 'failed', code, reason };
  }
}

/** Nothing was posted this time; but an attempt of which nobody knows is not forgotten over it. */
function retryLater(
  { message: reason, retryAfterMs }: DeliveryError,
  { attempt, uncertain }: ClaimedDelivery,
  { clock, random }: RelayOptions,
): Outcome {
  const dueAt = new Date(clock.now().getTime() + retryDelay({ attempt, retryAfterMs, random }));
  return { state: 'pending', dueAt, code: uncertain ? 'unknown' : 'retry', reason };
}

/** Every attempt of which nobody knows may be one more message that readers see, so the second is the last. */
function retryOnce(
  { message }: DeliveryError,
  { uncertain }: ClaimedDelivery,
  { clock }: RelayOptions,
): Outcome {
  const code = 'unknown';
  if (uncertain) {
    const reason = `It may or may not have been posted; it is not tried again. ${message}`;
    return { state: 'failed', code, reason };
  }
  return {
    state: 'pending',
    dueAt: new Date(clock.now().getTime() + UNKNOWN_PAUSE_MS),
    code,
    reason: message,
  };
}
