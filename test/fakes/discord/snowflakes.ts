const DISCORD_EPOCH = 1_420_070_400_000n;

export interface Snowflakes {
  next(): string;
}

/** Ids as Discord makes them: they hold the time, and a later one is always larger. */
export function createSnowflakes(now: () => number): Snowflakes {
  let last = 0n;
  return {
    next() {
      const fromTime = (BigInt(now()) - DISCORD_EPOCH) << 22n;
      last = fromTime > last ? fromTime : last + 1n;
      return last.toString();
    },
  };
}

export function timeOf(snowflake: string): number {
  return Number((BigInt(snowflake) >> 22n) + DISCORD_EPOCH);
}

/** With microseconds, so that what comes one after the other can be told apart. */
export function instantOf(snowflake: string): string {
  const micros = String(BigInt(snowflake) & 0x3ffn)
    .padStart(3, '0')
    .slice(-3);
  return `${new Date(timeOf(snowflake)).toISOString().slice(0, -1)}${micros}+00:00`;
}
