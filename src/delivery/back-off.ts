const BASE_MS = 2_000;
const CEILING_MS = 5 * 60 * 1_000;
const LEAST_MS = 1_000;
/** Platforms round what they say; a request a moment too early counts against us. */
const MARGIN_MS = 250;
const UNSAID_MS = 5_000;
const LONGEST_WISH_MS = 24 * 60 * 60 * 1_000;

/** How long to wait before the next attempt: what the platform asks for, or exponential with full jitter. */
export function retryDelay(options: {
  /** The attempts made so far. */
  readonly attempt: number;
  readonly retryAfterMs: number | undefined;
  readonly random: () => number;
}): number {
  const { attempt, retryAfterMs, random } = options;
  if (retryAfterMs !== undefined && retryAfterMs >= 0) return wish(Math.min(retryAfterMs, LONGEST_WISH_MS));
  const ceiling = Math.min(CEILING_MS, BASE_MS * 2 ** (attempt - 1));
  return Math.max(LEAST_MS, Math.round(random() * ceiling));
}

/** How long a platform that asks for it is left in peace; without a usable wish a few seconds, and for ever when it says so. */
export function pauseOf(retryAfterMs: number | undefined): number {
  if (retryAfterMs === Number.POSITIVE_INFINITY) return retryAfterMs;
  return retryAfterMs !== undefined && retryAfterMs >= 0
    ? wish(Math.min(retryAfterMs, LONGEST_WISH_MS))
    : UNSAID_MS;
}

function wish(milliseconds: number): number {
  return Math.max(LEAST_MS, milliseconds + MARGIN_MS);
}
