import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';

/** Any number: the name of the lock that writers of papers wait for. */
const PAPER_WRITERS = 7_274_263;

/** Whether several writers work at once and lock rows: SQLite has one writer at a time, who holds everything. */
export function hasRowLocks<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Lets one transaction at a time give out sequence numbers, until it has ended: otherwise a lower number could become visible after a higher
 * one, and whoever follows would miss it.
 */
export async function awaitPaperWriters<Tables>(trx: Transaction<Tables>): Promise<void> {
  if (hasRowLocks(trx)) await sql`select pg_advisory_xact_lock(${PAPER_WRITERS})`.execute(trx);
}
