import type { ChatAdapter } from '../core/chat-adapter.js';
import { DeliveryError } from '../core/errors.js';
import type { Target } from '../core/invocation.js';

/** Every place messages can go to, whatever its platform. */
export interface Destinations extends Pick<ChatAdapter, 'send' | 'check'> {
  /** Those that run. */
  readonly platforms: readonly string[];
}

/** Finds the adapter of a target's platform among those that run. */
export function createDestinations(
  adapters: readonly Pick<ChatAdapter, 'platform' | 'send' | 'check'>[],
): Destinations {
  const adapterOf = ({ platform }: Target) => adapters.find((adapter) => adapter.platform === platform);
  return {
    platforms: adapters.map(({ platform }) => platform),
    async send(target, reply, key) {
      const adapter = adapterOf(target);
      if (adapter === undefined) throw new DeliveryError('retry', `${target.platform} is not connected.`);
      return adapter.send(target, reply, key);
    },
    async check(target) {
      const adapter = adapterOf(target);
      if (adapter === undefined) {
        return {
          ok: false,
          missing:
            'Nothing can be posted here later: use this in a channel of Discord, Slack or the playground.',
        };
      }
      try {
        return await adapter.check(target);
      } catch (error) {
        // The platform is in trouble, not we: its sentence is meant to be read.
        if (error instanceof DeliveryError) return { ok: false, missing: error.message };
        throw error;
      }
    },
  };
}
