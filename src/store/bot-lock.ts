import BetterSqlite from 'better-sqlite3';

/** Held by the one bot of a database file. */
export interface BotLock {
  release(): void;
}

/**
 * Keeps a second bot off a database file, or throws a sentence for the operator. The lock is the operating system's, through SQLite's own
 * locking of a file beside: it ends with the process however that ends, and a process that is merely paused keeps it.
 */
export function takeBotLock(file: string): BotLock {
  const lock = new BetterSqlite(`${file}.lock`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw new Error(
      `Another paperboy runs on ${file}. Stop that one, or choose another place with DATABASE_URL; several bots need PostgreSQL.`,
      { cause: error },
    );
  }
  return { release: () => void lock.close() };
}
