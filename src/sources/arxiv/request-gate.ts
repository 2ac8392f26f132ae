/** Keeps requests apart, over all processes that share it. */
export interface RequestGate {
  /** Takes the next free place, so many milliseconds behind the one before, and tells how long to wait for it. */
  reserve(now: Date, apartMs: number): Promise<number>;
}

/** For one process alone. */
export function createProcessGate(): RequestGate {
  let next = Number.NEGATIVE_INFINITY;
  return {
    async reserve(now, apartMs) {
      const place = Math.max(now.getTime(), next);
      next = place + apartMs;
      return place - now.getTime();
    },
  };
}
