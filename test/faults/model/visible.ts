import type { SendingRates, Sighting } from '../../../src/core/chat-adapter.js';
import { DeliveryError, type DeliveryScope } from '../../../src/core/errors.js';
import type { Target } from '../../../src/core/invocation.js';
import type { Reply } from '../../../src/core/reply.js';
import type { ManualClock } from '../../fakes/manual-clock.js';

/** So long Discord knows a message again; Slack never does. */
const REMEMBERED_MS = 60_000;
/** Slow enough that a few channels reach it. */
export const RATES: Readonly<Record<string, SendingRates>> = {
  discord: { perSecond: 2 },
  slack: { perTenant: 2, perDestination: 1 },
};

/** What a platform tells apart: on Discord a route, a resource that bots share, all of it; on Slack a channel, a method. */
export type LimitScope = 'route' | 'shared' | 'global' | 'channel' | 'method';

const SCOPES: Readonly<Record<LimitScope, { readonly scope: DeliveryScope; readonly invalid: boolean }>> = {
  route: { scope: 'destination', invalid: true },
  shared: { scope: 'destination', invalid: false },
  global: { scope: 'platform', invalid: true },
  channel: { scope: 'destination', invalid: false },
  method: { scope: 'tenant', invalid: false },
};

export interface Limit {
  readonly kind: LimitScope;
  readonly target: Target;
  readonly what: 'send' | 'find';
  readonly until: number;
}

export interface Visible {
  readonly target: Target;
  readonly reply: Reply;
  readonly key: string;
  readonly at: number;
}

/** Something that was asked of the platform. `life` grows with every restart and whenever the clock jumps, `tick` with every wake-up. */
export interface Attempt {
  readonly target: Target;
  readonly key: string;
  readonly at: number;
  readonly life: number;
  readonly tick: number;
  /** Whose limit it ran into. */
  readonly limit?: Limit;
}

/** What becomes of the next messages. */
export type Trouble = 'lost' | 'arrives, but the answer is lost';

/** A Discord and a Slack in which people see what has been posted; they outlive every process. */
export interface VisiblePlatforms {
  readonly posts: readonly Visible[];
  readonly attempts: readonly Attempt[];
  limit(limit: Limit): void;
  /** The answers to the next messages are lost. */
  trouble(trouble: Trouble, times: number): void;
  /** Whether histories can be read. */
  readable: boolean;
  send(target: Target, reply: Reply, key: string, when: Pick<Attempt, 'life' | 'tick'>): string;
  find(target: Target, key: string, since: Date): Sighting;
  calm(): void;
}

export function createVisiblePlatforms(clock: ManualClock): VisiblePlatforms {
  const posts: Visible[] = [];
  const attempts: Attempt[] = [];
  let limits: Limit[] = [];
  let troubles: Trouble[] = [];
  const now = () => clock.now().getTime();
  const limitOf = (target: Target, what: Limit['what']) =>
    limits.find((limit) => limit.what === what && limit.until > now() && concerns(limit, target));
  const platforms: VisiblePlatforms = {
    posts,
    attempts,
    readable: true,
    limit: (limit) => void limits.push(limit),
    trouble: (trouble, times) => {
      troubles = Array.from({ length: times }, () => trouble);
    },
    calm() {
      [limits, troubles, platforms.readable] = [[], [], true];
    },
    send(target, reply, key, when) {
      const limit = limitOf(target, 'send');
      attempts.push({ target, key, at: now(), ...when, ...(limit === undefined ? {} : { limit }) });
      if (limit !== undefined) throw refusal(limit, now());
      const trouble = troubles.shift();
      if (trouble === 'lost') throw new DeliveryError('unknown', 'The connection broke.');
      const known = posts.find((post) => post.key === key && isKnownAgain(post, now()));
      if (known === undefined) posts.push({ target, reply, key, at: now() });
      if (trouble !== undefined) throw new DeliveryError('unknown', 'The connection broke.');
      return key;
    },
    find(target, key, since) {
      const limit = limitOf(target, 'find');
      if (limit !== undefined) throw refusal(limit, now());
      if (!platforms.readable) return 'unreadable';
      const found = posts.some((post) => post.key === key && post.at >= since.getTime());
      return found ? { messageId: key } : 'absent';
    },
  };
  return platforms;
}

export function remembersKeyMs({ platform }: Target): number {
  return platform === 'discord' ? REMEMBERED_MS : 0;
}

function isKnownAgain({ target, at }: Visible, now: number): boolean {
  return now - at < remembersKeyMs(target);
}

function concerns({ kind, target }: Limit, other: Target): boolean {
  if (target.platform !== other.platform) return false;
  const { scope } = SCOPES[kind];
  if (scope === 'platform') return true;
  return target.tenant === other.tenant && (scope === 'tenant' || target.id === other.id);
}

function refusal({ kind, until }: Limit, now: number): DeliveryError {
  return new DeliveryError('retry', 'Slow down.', { ...SCOPES[kind], retryAfterMs: until - now });
}
