import { type Allowance, reserveOf } from './allowance.js';
import { isCalm, type Turn } from './ledger.js';

/** Why no session is begun now. */
export interface Hindrance {
  readonly event: 'sessions-slowed' | 'sessions-spent';
  readonly waitMs: number;
  /** For the operator. */
  readonly sentence: string;
}

const SHORTEST_MS = 60_000;
/** Discord is asked again in between: a token that was reset has an allowance of its own. */
const LONGEST_MS = 60 * 60_000;

/** The shard that has to wait longest, where any has. */
export function lateTurn(turns: readonly Turn[], now: Date): Hindrance | undefined {
  const [latest] = turns.toSorted((one, other) => other.waitMs - one.waitMs);
  if (latest === undefined || latest.waitMs === 0) return undefined;
  const { begun, waitMs } = latest;
  return {
    event: 'sessions-slowed',
    waitMs,
    sentence: `paperboy has connected ${begun} times with no quiet hour in between, so it waits until ${timeOf(now, waitMs)}: Discord allows only so many connections a day. Look in the log for what ended it.`,
  };
}

/** Why so many shards, over all processes, could not begin in one day even where none had begun yet; undefined where they could. */
export function tooManyShards(allowance: Allowance, shards: number): string | undefined {
  const { total } = allowance;
  const reserve = reserveOf(allowance);
  if (shards + reserve <= total) return undefined;
  return `DISCORD_SHARDS makes ${shards} shards of the bot, and Discord lets it begin ${total} sessions a day, of which paperboy keeps ${reserve} in reserve. Set it to auto, or divide the bot into fewer.`;
}

/** There are fewer left than are needed, or so few that only those in reserve would do. */
export function spentAllowance(allowance: Allowance, needed: number, now: Date): Hindrance {
  const { remaining, resetAfterMs } = allowance;
  const waitMs = Math.min(Math.max(resetAfterMs, SHORTEST_MS), LONGEST_MS);
  return {
    event: 'sessions-spent',
    waitMs,
    sentence: `Discord allows paperboy ${Math.max(0, remaining)} more connections until ${timeOf(now, resetAfterMs)}; it needs ${needed}, and begins none of the last ${reserveOf(allowance)} where it has begun too many, so it waits. Look in the log for what restarts it so often. Where that is mended and ${needed} are left, paperboy connects when it is started again after a quiet hour.`,
  };
}

/** Whether shards may begin sessions out of the reserve: there are enough, and none of them seems to go round in circles. */
export function mayUseReserve({ remaining }: Allowance, turns: readonly Turn[]): boolean {
  return remaining >= turns.length && turns.every(isCalm);
}

function timeOf(now: Date, laterMs: number): string {
  const at = new Date(now.getTime() + laterMs).toISOString();
  const day = at.slice(0, 10) === now.toISOString().slice(0, 10) ? '' : `${at.slice(0, 10)} `;
  return `${day}${at.slice(11, 19)} UTC`;
}
