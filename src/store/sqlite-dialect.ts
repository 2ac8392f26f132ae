import { setImmediate } from 'node:timers/promises';
import type BetterSqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { sayingWhenFull } from './full-disk.js';

/** Kysely's SQLite dialect, with transactions as SQLite needs them. */
export function createSqliteDialect(database: BetterSqlite.Database): Dialect {
  const plain = new SqliteDialect({ database });
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver(database),
    createIntrospector: (db) => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
  };
}

/** SQLite can undo a half-done CREATE TABLE; Kysely assumes that it cannot, and would migrate without a transaction. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: BetterSqlite.Database;

  constructor(database: BetterSqlite.Database) {
    super({ database: sayingWhenFull(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Queries here are synchronous: without a turn of the event loop a long row of transactions would starve timers and sockets.
    // It also keeps two connections of one process apart, as what follows up to the commit runs in one turn.
    await setImmediate();
    // A deferred transaction that reads and then writes fails at once when another process wrote in between; this one waits.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // On a full disk SQLite has undone it by itself; undoing it again would fail, and hide why.
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}
