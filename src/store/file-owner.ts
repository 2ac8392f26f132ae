import type BetterSqlite from 'better-sqlite3';

/** The first migration there has ever been: every file of ours has it. */
const FIRST = '0001-papers';

/** What Kysely makes before the first migration, which a process that died there leaves behind. */
const KEPT_BY_KYSELY: readonly unknown[] = ['kysely_migration', 'kysely_migration_lock'];

/** What is thrown where a file is the database of another program; the code is what `explain` goes by. */
class ForeignError extends Error {
  readonly code = 'FOREIGN';
}

/** Throws where a file holds tables, and none of them is ours. Only reads. */
export function refuseForeign(sqlite: BetterSqlite.Database): void {
  const tables = sqlite.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
  const others = tables.filter((name) => !KEPT_BY_KYSELY.includes(name) && !isOfSqlite(name));
  if (others.length === 0) return;
  // Other programs use Kysely, too.
  const steps = tables.includes('kysely_migration')
    ? sqlite.prepare('select name from kysely_migration').pluck().all()
    : [];
  if (!steps.includes(FIRST)) throw new ForeignError();
}

function isOfSqlite(name: unknown): boolean {
  return String(name).startsWith('sqlite_');
}
