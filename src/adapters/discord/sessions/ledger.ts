import { z } from 'zod';
import type { Clock } from '../../../core/clock.js';

/** Small facts that outlive the process. */
export interface Memory {
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string): Promise<void>;
}

/** A shard that has begun no session for so long is taken to be well. */
const STABLE_MS = 60 * 60_000;
/** So many within an hour are nobody's fault. */
const FREE = 5;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** How long to wait after so many sessions in a row, in milliseconds: 293 a day at most, where Discord allows 1,000 to all shards. */
export function pauseAfter(begun: number): number {
  return begun < FREE ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (begun - FREE), LONGEST_PAUSE_MS);
}

/** Whether a shard has begun so few that nothing suggests it goes round in circles. */
export function isCalm({ begun }: Turn): boolean {
  return begun < FREE;
}

export interface Turn {
  /** How long the shard has to wait, in milliseconds. */
  readonly waitMs: number;
  /** How many sessions it has begun without a stable hour between them. */
  readonly begun: number;
}

/** Remembers across restarts how often each shard has begun a session, so that whatever goes round in circles goes slower and slower. */
export interface SessionLedger {
  turnOf(shard: number): Promise<Turn>;
  note(shard: number): Promise<void>;
}

const Entry = z.object({ begun: z.int().min(1), last: z.number() });
const FRESH = { begun: 0, last: 0 };

export function createSessionLedger(
  memory: Memory,
  { applicationId, clock }: { readonly applicationId: string; readonly clock: Clock },
): SessionLedger {
  const keyOf = (shard: number) => `discord-sessions:${applicationId}:${shard}`;
  const read = async (shard: number) => {
    const entry = readEntry(await memory.read(keyOf(shard)));
    return clock.now().getTime() - entry.last >= STABLE_MS ? FRESH : entry;
  };
  const write = (shard: number, begun: number, last: number) =>
    memory.write(keyOf(shard), JSON.stringify({ begun, last }));
  return {
    async turnOf(shard) {
      const { begun, last } = await read(shard);
      const now = clock.now().getTime();
      // By a clock that was set back since. Unless it is written anew, everybody would wait until it is that late again.
      if (last > now) await write(shard, begun, now);
      return { begun, waitMs: Math.max(0, pauseAfter(begun) - Math.max(0, now - last)) };
    },
    async note(shard) {
      const { begun } = await read(shard);
      await write(shard, begun + 1, clock.now().getTime());
    },
  };
}

function readEntry(text: string | undefined): z.infer<typeof Entry> {
  try {
    return Entry.parse(JSON.parse(text ?? ''));
  } catch {
    return FRESH;
  }
}
