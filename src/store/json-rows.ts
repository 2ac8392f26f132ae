import { type Kysely, type RawBuilder, sql } from 'kysely';
import { hasRowLocks } from './row-locks.js';

type Cell = string | number | null;

/** What the columns hold, in the order of the cells: PostgreSQL reads text only, unless it is told. */
type Columns = Readonly<Record<string, 'text' | 'integer'>>;

/**
 * Many rows as a table to select from, given as a single value: thousands of them cost no more to prepare than one, and no database has a limit
 * for it.
 */
export function jsonRows<Tables>(
  db: Kysely<Tables>,
  columns: Columns,
  rows: readonly (readonly Cell[])[],
): RawBuilder<unknown> {
  const selected = Object.entries(columns).map(([name, type], index) => {
    const cell = sql`(value ->> ${sql.lit(index)})`;
    return sql`${type === 'integer' ? sql`cast(${cell} as integer)` : cell} as ${sql.ref(name)}`;
  });
  const json = JSON.stringify(rows);
  const source = hasRowLocks(db) ? sql`json_array_elements(${json}::json)` : sql`json_each(${json})`;
  return sql`(select ${sql.join(selected)} from ${source})`;
}
