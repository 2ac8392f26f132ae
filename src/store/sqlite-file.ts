import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { Dialect } from 'kysely';
import type { DatabaseKind } from './database-kind.js';
import { refuseForeign } from './file-owner.js';
import { createSqliteDialect } from './sqlite-dialect.js';

const MEMORY = ':memory:';
/** How long a process waits for another one that is writing. */
const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 24_576;
/** The log is brought into the file when it has so many pages of 4 KiB. The usual 1,000 are two batches of a fan-out, which would write the same pages again and again. */
const LOG_PAGES = 16_384;
const MOST_TRIES = 50;

/** The SQLite file of a URL, or memory; undefined when the URL is for something else. */
export function sqliteFile(url: string): DatabaseKind | undefined {
  const [, named] = /^(?:file:)?(:memory:)$/.exec(url) ?? /^file:(?:\/\/(?=\/))?([^?#]+)$/.exec(url) ?? [];
  if (named === undefined) return undefined;
  const path = named === MEMORY ? MEMORY : resolve(named);
  return {
    ...(path === MEMORY ? {} : { file: path }),
    open: (): Dialect => createSqliteDialect(openFile(path)),
    look: (): Dialect => createSqliteDialect(lookAt(path)),
    explain: (error) => explain(path, error),
  };
}

function openFile(path: string): BetterSqlite.Database {
  if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
  const sqlite = new BetterSqlite(path, { timeout: BUSY_TIMEOUT_MS });
  return closedOnError(sqlite, () => {
    // Before anything is changed: the log is a property of the file.
    refuseForeign(sqlite);
    useWriteAheadLog(sqlite);
    // Less would be faster, but a power cut could then undo the mark that a list has been posted.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // A fan-out touches pages all over the file, which the usual 2 MB would read and write again and again.
    sqlite.pragma(`cache_size = -${CACHE_KIB}`);
    sqlite.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    // What is deleted is gone from the file, too.
    sqlite.pragma('secure_delete = ON');
    demandWhole(sqlite);
  });
}

/** Opens a file that exists, and cannot change it. */
function lookAt(path: string): BetterSqlite.Database {
  const sqlite = new BetterSqlite(path, { timeout: BUSY_TIMEOUT_MS, readonly: true, fileMustExist: true });
  return closedOnError(sqlite, () => {
    refuseForeign(sqlite);
    demandWhole(sqlite);
  });
}

function closedOnError(sqlite: BetterSqlite.Database, prepare: () => void): BetterSqlite.Database {
  try {
    prepare();
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function demandWhole(sqlite: BetterSqlite.Database): void {
  if (sqlite.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new DamagedError();
}

/** What SQLite throws itself when it stumbles upon a damaged page. */
class DamagedError extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/** Turning the log on is the one thing that does not wait for other processes, so what does is tried in between. */
function useWriteAheadLog(sqlite: BetterSqlite.Database): void {
  for (let tries = 1; ; tries++) {
    try {
      sqlite.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (tries === MOST_TRIES || codeOf(error) !== 'SQLITE_BUSY') throw error;
      sqlite.exec('begin immediate; rollback');
    }
  }
}

const ELSEWHERE = 'Mend that, or choose another place with DATABASE_URL.';
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_NOTADB/, 'is a file of another kind, not a database. Choose another name with DATABASE_URL.'],
  [
    /^FOREIGN$/,
    'belongs to another program: none of its tables is ours. Choose another name with DATABASE_URL.',
  ],
  [/^SQLITE_CORRUPT/, 'is damaged. Put a backup in its place.'],
  [/^SQLITE_BUSY/, 'is being written by another process. Stop that one, or try again.'],
  [/^(?:SQLITE_FULL|ENOSPC)/, 'cannot grow: the disk is full. Make room and start again.'],
  [/^(?:ENOTDIR|EEXIST)/, `cannot be created: its folder would lie inside a file. ${ELSEWHERE}`],
  [/^(?:EACCES|EPERM|EROFS|ENOENT)/, `cannot be created: its folder cannot be made. ${ELSEWHERE}`],
  [/^SQLITE_READONLY/, `cannot be written: the file or its folder is read-only. ${ELSEWHERE}`],
  [/^SQLITE_CANTOPEN/, `cannot be opened: paperboy may not read and write there. ${ELSEWHERE}`],
];

function explain(path: string, error: unknown): string {
  if (existsSync(path) && statSync(path).isDirectory()) {
    return `The database ${path} is a folder. Name a file inside it with DATABASE_URL.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('previously executed migration')) {
    return `The database ${path} was written by a newer paperboy. Start that version, or put an older backup in its place.`;
  }
  const advice = ADVICE.find(([codes]) => codes.test(codeOf(error)))?.[1];
  return `The database ${path} ${advice ?? `cannot be used: ${message}`}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
