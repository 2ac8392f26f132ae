import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.js';

/** A place so far ahead was taken by a clock that is wrong; nobody waits for it. */
const LONGEST_QUEUE_MS = 10 * 60 * 1_000;

/** Keeps requests apart over all processes that share the database, and over restarts. */
export interface SharedGate {
  /** Takes the next free place, so many milliseconds behind the one before, and tells how long to wait for it. */
  reserve(now: Date, apartMs: number): Promise<number>;
}

export function createRequestGateRepository(db: Kysely<Tables>, name: string): SharedGate {
  return {
    async reserve(now, apartMs) {
      const at = now.getTime();
      const known = sql`cast(setting.value as bigint)`;
      const isQueue = sql`${known} between cast(${at} as bigint) and cast(${at + LONGEST_QUEUE_MS} as bigint)`;
      const { rows } = await sql<{ value: string }>`
        insert into setting (key, value) values (${`gate:${name}`}, ${String(at + apartMs)})
        on conflict (key) do update set value = cast(
          case when ${isQueue} then ${known} else cast(${at} as bigint) end + cast(${apartMs} as bigint) as text
        )
        returning value
      `.execute(db);
      return Number(rows[0]?.value ?? at + apartMs) - apartMs - at;
    },
  };
}
