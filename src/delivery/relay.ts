import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.js';
import { DeliveryError } from '../core/errors.js';
import type { Target } from '../core/invocation.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import { retryDelay } from './back-off.js';
import { thawReply } from './frozen-reply.js';
import type { ClaimedDelivery, OutboxStore, Outcome } from './outbox.js';

/** Claimed, and then sent side by side. */
const BATCH = 10;
/** Far longer than any send takes: a lease that ends belongs to a process that died, or to a mark that failed. */
const LEASE_MS = 90_000;

export interface RelayOptions {
  readonly outbox: OutboxStore;
  /** Posts once, without retries of its own; throws only `DeliveryError`. */
  readonly send: (target: Target, reply: Reply, key: string) => Promise<{ readonly messageId: string }>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

/** Sends what the outbox owes: it claims first, sends once, and records what came of it. */
export interface Relay {
  /** Takes up what was left behind, and gives up what is too late: call it before planning, for lost lists give their papers back. */
  recover(): Promise<void>;
  /** Sends until nothing is due; once aborted, it finishes what it has begun and claims no more. */
  run(signal?: AbortSignal): Promise<void>;
}

export function createRelay(options: RelayOptions): Relay {
  const { outbox, clock } = options;
  const owner = randomUUID();
  let recovered = false;
  return {
    async recover() {
      const now = clock.now();
      // One process works on a database, so at its start whatever is claimed was left behind by one that died.
      await outbox.release(recovered ? now : 'any', now);
      recovered = true;
      await outbox.expire(now);
    },
    async run(signal) {
      while (signal?.aborted !== true) {
        const claimed = await outbox.claim({ owner, limit: BATCH, ...lease(clock.now()) });
        if (claimed.length === 0) return;
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
    const { messageId } = await options.send(target, reply, key);
    return { state: 'sent', messageId };
  } catch (error) {
    return outcomeOf(error, delivery, options);
  }
}

function outcomeOf(error: unknown, { attempt }: ClaimedDelivery, options: RelayOptions): Outcome {
  const { clock, logger, random } = options;
  if (!(error instanceof DeliveryError)) {
    logger.error({ event: 'bug', err: error });
    return { state: 'failed', code: 'bug', reason: 'Something went wrong on our side; the log says what.' };
  }
  const { kind: code, message: reason, retryAfterMs } = error;
  switch (code) {
    case 'retry':
    case 'unknown': {
      const delay = retryDelay({ attempt, retryAfterMs, random });
      return { state: 'pending', dueAt: new Date(clock.now().getTime() + delay), code, reason };
    }
    case 'gone':
    case 'denied':
    case 'rejected':
      return { state: 'failed', code, reason };
  }
}
