export interface QuotaOptions {
  readonly now: () => Date;
  readonly requests: number;
  readonly windowSeconds: number;
}

/** A fixed window, as Hugging Face counts and tells it. */
export function createQuota({ now, requests, windowSeconds }: QuotaOptions) {
  let used = 0;
  let window = -1;
  return {
    take() {
      const seconds = now().getTime() / 1_000;
      const current = Math.floor(seconds / windowSeconds);
      if (current !== window) used = 0;
      window = current;
      used += 1;
      const left = Math.ceil((current + 1) * windowSeconds - seconds);
      return {
        exceeded: used > requests,
        fields: {
          ratelimit: `"api";r=${Math.max(0, requests - used)};t=${left}`,
          'ratelimit-policy': `"fixed window";"api";q=${requests};w=${windowSeconds}`,
        },
      };
    },
  };
}
