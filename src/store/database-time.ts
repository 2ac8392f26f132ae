import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Clock } from '../core/clock.js';
import type { Tables } from './schema.js';

/** Whose clock a database goes by: that of its server, or that of the one process that owns it. */
export interface DatabaseTime {
  /** The instant so many milliseconds from now, as the text of our columns, worked out as a statement is carried out. */
  instant(inMs?: number): RawBuilder<string>;
}

/** Processes whose machines disagree about the time agree about this one. */
export const serverTime: DatabaseTime = {
  // Stable within a statement, unlike clock_timestamp, so that an index can be used.
  instant: (inMs = 0) => sql<string>`to_char(
    (statement_timestamp() + make_interval(secs => ${sql.lit(inMs / 1_000)})) at time zone 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
  )`,
};

export function processTime(clock: Pick<Clock, 'now'>): DatabaseTime {
  return {
    instant: (inMs = 0) => sql<string>`${new Date(clock.now().getTime() + inMs).toISOString()}`,
  };
}

/** What time the database says it is. */
export async function readTime(db: Kysely<Tables>, time: DatabaseTime): Promise<Date> {
  const { rows } = await sql<{ now: string }>`select ${time.instant()} as now`.execute(db);
  return new Date(rows[0]?.now ?? Number.NaN);
}
