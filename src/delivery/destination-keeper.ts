import type { Target } from '../core/invocation.js';
import type { Layout } from '../core/layout.js';
import type { Logger } from '../ops/logger.js';
import type { DestinationStatus, DestinationStore, KnownChannel, Suspension } from './destination-state.js';
import type { Destinations } from './destinations.js';
import { type TellingOptions, tellOwners } from './told-owners.js';

/** A destination that refuses us on so many dates is left alone, though it looks as if we might post there. */
const MOST_DAYS = 3;
const TOLD_AT_ONCE = 100;

export interface DestinationKeeperOptions extends TellingOptions {
  readonly destinations: TellingOptions['destinations'] & Pick<Destinations, 'verdict'>;
  readonly states: DestinationStore;
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
  /** Suspends a channel that the platform says is lost, unless it is suspended already. */
  lose(channel: KnownChannel, loss: Pick<Suspension, 'state' | 'reason'>): Promise<void>;
  /**
   * Looks at our rights in a channel where they may be different now: without them it is suspended; one that was suspended for want of them is
   * opened again, with what is still worth sending. One that is gone, or refused us although we had the rights, stays as it is.
   */
  review(channel: KnownChannel): Promise<void>;
  /** Tells the people who have set something up in a suspended channel, once, by direct message; of several for the same reason in one. */
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
    async lose({ target, status }, loss) {
      if (status.state === 'active' || (status.state === 'suspended' && loss.state === 'gone'))
        await suspend({ target, ...loss });
    },
    async review({ target, layout, status: { state, failureDays } }) {
      if (state === 'gone' || (state === 'suspended' && failureDays.length >= MOST_DAYS)) return;
      // Without its thread a list is posted all the same; a forum takes no posts without what it demands of them.
      const verdict = await destinations.verdict(target, layout?.style === 'forum' ? layout : undefined);
      if (verdict === 'unclear' || verdict.ok === (state === 'active')) return;
      if (!verdict.ok) return suspend({ target, state: 'suspended', reason: verdict.missing });
      const count = await states.resume(target, clock.now());
      logger.info({ event: 'destination-resumed', platform: target.platform, count });
    },
    async tell() {
      await tellOwners(await states.untold(TOLD_AT_ONCE), options);
    },
  };
}
