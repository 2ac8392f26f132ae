import type { ChatAdapter, MessageLimits, SendingRates } from '../core/chat-adapter.js';
import { DeliveryError } from '../core/errors.js';
import type { Target } from '../core/invocation.js';
import { type Layout, opensPost, type Placement, type Style } from '../core/layout.js';

/** Every place messages can go to, whatever its platform. */
export interface Destinations extends Pick<ChatAdapter, 'send' | 'find' | 'check'> {
  /** What people call a place: "#papers", or words where it has no name to tell. */
  nameOf(target: Target): Promise<string>;
  /** Those that run. */
  readonly platforms: readonly string[];
  /** How lists can stand there, the usual way first. */
  stylesOf(target: Target): Promise<readonly [Style, ...Style[]]>;
  /** So long after an attempt the platform of a target knows the key again. */
  remembersKeyMs(target: Target, placement?: Placement): number;
  /** Beyond this a list becomes several messages; undefined where it never does. */
  limitsOf(target: Target): MessageLimits | undefined;
  /** How fast a platform may be sent to. */
  ratesOf(platform: string): SendingRates;
  /** The tenant under which people are written to who share a channel. */
  directTenant(target: Target): string;
  /** What `check` says; `unclear` when the platform cannot be asked. */
  verdict(target: Target, layout?: Layout): Promise<Verdict | 'unclear'>;
}

type Verdict = Awaited<ReturnType<ChatAdapter['check']>>;

/** Finds the adapter of a target's platform among those that run. */
export function createDestinations(
  adapters: readonly Pick<
    ChatAdapter,
    | 'platform'
    | 'send'
    | 'find'
    | 'remembersKeyMs'
    | 'check'
    | 'stylesOf'
    | 'nameOf'
    | 'limits'
    | 'rates'
    | 'directTenant'
  >[],
): Destinations {
  const adapterOf = ({ platform }: Target) => adapters.find((adapter) => adapter.platform === platform);
  const connected = (target: Target) => {
    const adapter = adapterOf(target);
    if (adapter === undefined) throw new DeliveryError('retry', `${target.platform} is not connected.`);
    return adapter;
  };
  return {
    platforms: adapters.map(({ platform }) => platform),
    send: async (target, ...message) => connected(target).send(target, ...message),
    find: async (target, ...message) => connected(target).find(target, ...message),
    nameOf: async (target) => (await adapterOf(target)?.nameOf?.(target)) ?? namelessOf(target),
    stylesOf: async (target) => (await adapterOf(target)?.stylesOf?.(target)) ?? ['message'],
    remembersKeyMs: (target, placement) =>
      placement !== undefined && opensPost(placement) ? 0 : (adapterOf(target)?.remembersKeyMs ?? 0),
    limitsOf: (target) => adapterOf(target)?.limits,
    ratesOf: (platform) => adapters.find((adapter) => adapter.platform === platform)?.rates ?? {},
    directTenant: (target) => adapterOf(target)?.directTenant ?? target.tenant,
    async verdict(target, layout) {
      try {
        return await connected(target).check(target, layout);
      } catch (error) {
        if (error instanceof DeliveryError) return 'unclear';
        throw error;
      }
    },
    async check(target, layout) {
      const adapter = adapterOf(target);
      if (adapter === undefined) {
        return {
          ok: false,
          missing:
            'Nothing can be posted here later: use this in a channel of Discord, Slack or the playground.',
        };
      }
      try {
        return await adapter.check(target, layout);
      } catch (error) {
        // The platform is in trouble, not we: its sentence is meant to be read.
        if (error instanceof DeliveryError) return { ok: false, missing: error.message };
        throw error;
      }
    },
  };
}

function namelessOf({ kind, id }: Target): string {
  return kind === 'direct' ? 'a direct message' : `a channel (${id})`;
}
