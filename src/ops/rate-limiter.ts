import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many of something within so many seconds, counted from the first on. */
export interface Allowance {
  readonly count: number;
  readonly seconds: number;
}

interface Taken {
  readonly who: 'person' | 'tenant';
  readonly seconds: number;
}

export interface RateLimiter {
  /** Tells who has to wait where there was too much. */
  take(one: { readonly person: string; readonly tenant: string | undefined }): Promise<Taken | undefined>;
}

/**
 * Counts what people do, in memory: a limit of a process, not of an installation, which is enough against haste. Nothing is kept of a person
 * beyond the seconds of the allowance.
 */
export function createRateLimiter(allowances: {
  readonly person: Allowance;
  readonly tenant: Allowance;
}): RateLimiter {
  const person = limiterOf(allowances.person);
  const tenant = limiterOf(allowances.tenant);
  return {
    async take(one) {
      const wait = await consume(person, one.person);
      if (wait !== undefined) return { who: 'person', seconds: wait };
      const shared = one.tenant === undefined ? undefined : await consume(tenant, one.tenant);
      return shared === undefined ? undefined : { who: 'tenant', seconds: shared };
    },
  };
}

function limiterOf({ count, seconds }: Allowance): RateLimiterMemory {
  return new RateLimiterMemory({ points: count, duration: seconds });
}

/** The seconds to wait, at least one, where there is nothing left. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}
