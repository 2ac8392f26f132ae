/** Discord's rules of haste, as a bot meets them: fifty requests a second in all, and five messages in five seconds for each channel. */
export interface RateLimits {
  /** What speaks against a request, and otherwise the headers that its answer has. */
  admit(method: string, path: string): Admission;
  /** Counts what Discord counts against an address. */
  answered(status: number): void;
  readonly seen: SeenTraffic;
}

export type Admission =
  | { readonly ok: true; readonly headers: Headers }
  | { readonly ok: false; readonly headers: Headers; readonly body: object };

/** What a test may want to know of the traffic. */
export interface SeenTraffic {
  /** When requests that count were admitted, oldest first. */
  readonly admitted: readonly number[];
  /** Those of them that posted to a channel. */
  readonly posted: readonly number[];
  /** Requests that came too early, by what they ran into. */
  readonly limited: { readonly global: number; readonly channel: number };
  /** Answers of 401, 403 and 429, of which ten thousand in ten minutes are a ban. */
  readonly invalid: number;
}

type Headers = Readonly<Record<string, string>>;

const EVERYWHERE = 50;
const SECOND = 1_000;
const IN_A_CHANNEL = 5;
const CHANNEL_WINDOW_MS = 5_000;
/** Answers to people do not count, and webhooks have limits of their own. */
const FREE = /^\/(?:interactions|webhooks)\//;
const MESSAGES = /^\/channels\/(\d+)\/messages$/;

interface Bucket {
  left: number;
  readonly resetAt: number;
}

/**
 * Watches over the requests of a bot. The second slides: no fifty-first request within any of them, which is stricter than windows that begin
 * anew, and what we promise.
 */
export function createRateLimits(now: () => number): RateLimits {
  const admitted: number[] = [];
  const posted: number[] = [];
  const limited = { global: 0, channel: 0 };
  const buckets = new Map<string, Bucket>();
  let invalid = 0;
  let oldest = 0;

  const everywhere = (at: number): Admission | undefined => {
    while ((admitted[oldest] ?? at) <= at - SECOND) oldest += 1;
    if (admitted.length - oldest < EVERYWHERE) return undefined;
    limited.global += 1;
    return refused((admitted[oldest] ?? at) + SECOND - at, {
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    });
  };
  const inChannel = (channel: string, at: number): Admission => {
    const known = buckets.get(channel);
    const bucket =
      known !== undefined && known.resetAt > at
        ? known
        : { left: IN_A_CHANNEL, resetAt: at + CHANNEL_WINDOW_MS };
    buckets.set(channel, bucket);
    if (bucket.left === 0) {
      limited.channel += 1;
      return refused(bucket.resetAt - at, { ...headersOf(bucket, at), 'x-ratelimit-scope': 'user' });
    }
    bucket.left -= 1;
    return { ok: true, headers: headersOf(bucket, at) };
  };
  return {
    admit(method, path) {
      if (FREE.test(path)) return { ok: true, headers: {} };
      const at = now();
      const channel = method === 'POST' ? MESSAGES.exec(path)?.[1] : undefined;
      const admission =
        everywhere(at) ?? (channel === undefined ? { ok: true, headers: {} } : inChannel(channel, at));
      if (admission.ok) admitted.push(at);
      if (admission.ok && channel !== undefined) posted.push(at);
      return admission;
    },
    answered(status) {
      if (status === 401 || status === 403 || status === 429) invalid += 1;
    },
    seen: {
      admitted,
      posted,
      limited,
      get invalid() {
        return invalid;
      },
    },
  };
}

function headersOf({ left, resetAt }: Bucket, at: number): Headers {
  return {
    'x-ratelimit-bucket': 'messages',
    'x-ratelimit-limit': String(IN_A_CHANNEL),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(resetAt / SECOND),
    'x-ratelimit-reset-after': String((resetAt - at) / SECOND),
  };
}

function refused(waitMs: number, headers: Headers): Admission {
  const wait = Math.max(1, waitMs) / SECOND;
  return {
    ok: false,
    headers: { 'retry-after': String(wait), ...headers },
    body: {
      message: 'You are being rate limited.',
      retry_after: wait,
      global: 'x-ratelimit-global' in headers,
    },
  };
}
