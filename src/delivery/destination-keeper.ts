import type { Clock } from '../core/clock.js';
import type { Target } from '../core/invocation.js';
import type { Layout } from '../core/layout.js';
import type { Reply } from '../core/reply.js';
import type { Logger } from '../ops/logger.js';
import type {
  DestinationStatus,
  DestinationStore,
  OwnedTopic,
  Suspension,
  Untold,
} from './destination-state.js';
import type { Destinations } from './destinations.js';
import { freezeDeliveries } from './new-deliveries.js';
import type { OutboxStore } from './outbox.js';

/** A destination that refuses us on so many dates is left alone, though it looks as if we might post there. */
const MOST_DAYS = 3;
const TOLD_AT_ONCE = 100;
/** What concerns a channel is no news any more the day after. */
const NOTICE_MS = 24 * 60 * 60 * 1_000;

export interface DestinationKeeperOptions {
  readonly destinations: Pick<Destinations, 'verdict' | 'nameOf' | 'directTenant'>;
  readonly states: DestinationStore;
  readonly outbox: Pick<OutboxStore, 'plan'>;
  readonly present: (suspended: {
    readonly place: string;
    readonly reason: string;
    readonly topics: readonly OwnedTopic[];
  }) => Reply;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Knows which destinations take messages, and leaves the others alone. */
export interface DestinationKeeper {
  /**
   * A destination has refused a message. One that is gone is suspended at once; one that denies us when a look at our rights says so, too, or
   * when it has done so on three dates in a row.
   */
  refused(
    target: Target,
    refusal: { readonly kind: 'gone' | 'denied'; readonly reason: string; readonly layout?: Layout },
  ): Promise<void>;
  stateOf(target: Target): Promise<DestinationStatus>;
  /** Looks again whether we may post there, and if so sends what is still worth sending; `missing` is a sentence that says what to do. */
  resume(target: Target, layout?: Layout): Promise<Resumption>;
  /** Tells the people who have set something up in a suspended channel, once, by direct message. */
  tell(): Promise<void>;
}

export type Resumption =
  | { readonly ok: true; readonly reopened: number }
  | { readonly ok: false; readonly missing: string };

export function createDestinationKeeper(options: DestinationKeeperOptions): DestinationKeeper {
  const { destinations, states, clock, logger } = options;
  const suspend = async (suspension: Suspension) => {
    await states.suspend(suspension, clock.now());
    const { target, reason } = suspension;
    logger.warn({ event: 'destination-suspended', platform: target.platform, reason });
  };
  return {
    async refused(target, { kind, reason, layout }) {
      if (kind === 'gone') return suspend({ target, state: 'gone', reason });
      const verdict = await destinations.verdict(target, layout);
      if (verdict !== 'unclear' && !verdict.ok)
        return suspend({ target, state: 'suspended', reason: verdict.missing });
      const date = clock.now().toISOString().slice(0, 10);
      const days = await states.noteFailure(target, date, reason);
      if (days >= MOST_DAYS) await suspend({ target, state: 'suspended', reason });
    },
    stateOf: (target) => states.find(target),
    async resume(target, layout) {
      const verdict = await destinations.verdict(target, layout);
      if (verdict === 'unclear')
        return { ok: false, missing: 'The platform does not answer; try again in a moment.' };
      if (!verdict.ok) return verdict;
      return { ok: true, reopened: await states.resume(target, clock.now()) };
    },
    async tell() {
      for (const untold of await states.untold(TOLD_AT_ONCE)) await tellOwners(untold, options);
    },
  };
}

/** The messages have names of their own, so that nobody is told twice, whatever happens before it is noted. */
async function tellOwners(untold: Untold, options: DestinationKeeperOptions): Promise<void> {
  const { destinations, states, outbox, present, clock } = options;
  const { target, reason, suspendedAt, owners } = untold;
  const now = clock.now();
  const place = await destinations.nameOf(target);
  const { platform } = target;
  const deliveries = owners.flatMap(({ tenant, id, topics }) =>
    freezeDeliveries({
      target: { platform, tenant: tenant ?? destinations.directTenant(target), id, kind: 'direct' },
      list: `notice:${target.tenant}:${target.id}`,
      period: `suspended:${suspendedAt.toISOString()}`,
      content: 'notice',
      reply: present({ place, reason, topics }),
      paperIds: [],
      dueAt: now,
      expiresAt: new Date(now.getTime() + NOTICE_MS),
    }),
  );
  await outbox.plan([{ advances: [], deliveries }], now);
  await states.noteTold(target, now);
}
