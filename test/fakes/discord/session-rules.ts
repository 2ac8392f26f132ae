import { GatewayCloseCodes } from 'discord-api-types/v10';

/** What the gateway allows; tests change it as they please. */
export interface SessionRules {
  /** How many shards it recommends. */
  shards: number;
  /** Sessions that may be begun until they are counted anew. */
  total: number;
  remaining: number;
  resetAfterMs: number;
  maxConcurrency: number;
  heartbeatMs: number;
  /** How long bots of the same bucket have to leave between one IDENTIFY and the next; no time, where nobody is to be turned away. */
  apartMs: number;
  /** Closes every IDENTIFY with this code. */
  refusal: number | undefined;
  /** Every RESUME is told that its session is no more. */
  forgetful: boolean;
  /** Answers no heartbeat. */
  silent: boolean;
}

export function usualRules(): SessionRules {
  return {
    shards: 1,
    total: 1_000,
    remaining: 999,
    resetAfterMs: 14_400_000,
    maxConcurrency: 1,
    heartbeatMs: 41_250,
    apartMs: 0,
    refusal: undefined,
    forgetful: false,
    silent: false,
  };
}

export type Shard = readonly [id: number, count: number];

/** The shard that hears of a guild, and for what happens outside of guilds the first. */
export function isOn([id, count]: Shard, guildId: string | undefined): boolean {
  return guildId === undefined ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}

/** The first id from this one on whose shard it is. */
export function idOn(shard: Shard, id: string): string {
  return isOn(shard, id) ? id : idOn(shard, String(BigInt(id) + (1n << 22n)));
}

export interface Admission {
  /** The code to close an IDENTIFY with, or `hurried` where it came too early; undefined lets it in. */
  judge(shard: Shard): number | 'hurried' | undefined;
}

/** Counts who begins a session. */
export function createAdmission(rules: SessionRules, now: () => number, violations: string[]): Admission {
  const last = new Map<number, number>();
  return {
    judge(shard) {
      if (rules.refusal !== undefined) return rules.refusal;
      if (shard[0] >= shard[1]) return GatewayCloseCodes.InvalidShard;
      if (rules.remaining <= 0) {
        violations.push('A session was begun beyond those of the day: Discord resets the token for it.');
        return GatewayCloseCodes.AuthenticationFailed;
      }
      rules.remaining -= 1;
      const bucket = shard[0] % rules.maxConcurrency;
      const passed = now() - (last.get(bucket) ?? Number.NEGATIVE_INFINITY);
      last.set(bucket, now());
      // A clock that a test has set back tells nothing.
      if (passed < 0 || passed >= rules.apartMs) return undefined;
      violations.push(`Shard ${shard[0]} came ${passed} ms after the one before it in its bucket.`);
      return 'hurried';
    },
  };
}
