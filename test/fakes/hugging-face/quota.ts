export interface QuotaOptions {
  readonly now: () => Date;
  readonly requests: number;
  readonly windowSeconds: number;
}

/** How a quota has been kept to. */
export interface QuotaRecord {
  /** In how many windows there was nothing left at last. */
  readonly usedUp: number;
  /** Requests beyond the quota. */
  readonly refused: number;
  /** Those of them whose sender had heard before, in the same window, that nothing is left. */
  readonly unheeded: number;
}

/** A fixed window, as Hugging Face counts and tells it. */
export function createQuota({ now, requests, windowSeconds }: QuotaOptions) {
  let used = 0;
  let window = -1;
  const told = new Set<string>();
  const record = { usedUp: 0, refused: 0, unheeded: 0 };
  return {
    record: record as QuotaRecord,
    take(asker: string) {
      const seconds = now().getTime() / 1_000;
      const current = Math.floor(seconds / windowSeconds);
      if (current !== window) {
        used = 0;
        told.clear();
      }
      window = current;
      used += 1;
      const exceeded = used > requests;
      if (used === requests) record.usedUp += 1;
      if (exceeded) record.refused += 1;
      if (exceeded && told.has(asker)) record.unheeded += 1;
      const left = Math.ceil((current + 1) * windowSeconds - seconds);
      return {
        exceeded,
        fields: {
          ratelimit: `"api";r=${Math.max(0, requests - used)};t=${left}`,
          'ratelimit-policy': `"fixed window";"api";q=${requests};w=${windowSeconds}`,
        },
        /** To be called when the sender gets these fields. */
        tell() {
          if (used >= requests) told.add(asker);
        },
      };
    },
  };
}
