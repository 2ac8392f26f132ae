import { randomUUID } from 'node:crypto';
import { type AttemptOptions, attemptDelivery } from './attempt.js';
import type { DestinationKeeper } from './destination-keeper.js';
import type { ClaimedDelivery, OutboxStore } from './outbox.js';

/** Claimed, and then sent side by side. */
const BATCH = 10;
/** Far longer than any send takes: a lease that ends belongs to a process that died, or to a mark that failed. */
const LEASE_MS = 90_000;

export interface RelayOptions extends AttemptOptions {
  readonly outbox: OutboxStore;
  readonly keeper: Pick<DestinationKeeper, 'refused'>;
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

const EVENTS = {
  pending: 'delivery-delayed',
  unknown: 'delivery-unknown',
  failed: 'delivery-failed',
  skipped: 'delivery-skipped',
} as const;

async function deliver(delivery: ClaimedDelivery, options: RelayOptions): Promise<void> {
  const { outbox, keeper, clock, logger } = options;
  const { attempt, period } = delivery;
  const about = { platform: delivery.target.platform, period, attempt };
  const outcome = await attemptDelivery(delivery, options);
  options.reach('before_mark');
  try {
    const recorded = await outbox.settle(delivery, outcome, clock.now());
    if (!recorded) logger.warn({ event: 'delivery-taken-over', ...about });
    else if (outcome.state === 'sent') logger.info({ event: 'delivered', ...about });
    else {
      const { code, reason } = outcome;
      logger.warn({ event: EVENTS[outcome.state], ...about, code, reason });
      if (code === 'gone' || code === 'denied') await keeper.refused(delivery.target, { kind: code, reason });
    }
  } catch (error) {
    logger.error({ event: 'delivery-unrecorded', ...about, err: error });
  }
}
