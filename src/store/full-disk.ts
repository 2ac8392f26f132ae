import type { SqliteDatabase } from 'kysely';

/** Nothing more could be written; what was begun has been undone. */
export class FullDiskError extends Error {
  override readonly name = 'FullDiskError';
  /** SQLite's own. */
  readonly code = 'SQLITE_FULL';

  constructor(cause: unknown) {
    super('The disk is full: nothing can be written. Make room, and paperboy goes on by itself.', { cause });
  }
}

/** The same database, which says in words that the disk is full. */
export function sayingWhenFull(database: SqliteDatabase): SqliteDatabase {
  const say = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw isFull(error) ? new FullDiskError(error) : error;
    }
  };
  return {
    close: () => database.close(),
    prepare(written) {
      const statement = say(() => database.prepare(written));
      return {
        reader: statement.reader,
        all: (given) => say(() => statement.all(given)),
        run: (given) => say(() => statement.run(given)),
        iterate: (given) => statement.iterate(given),
      };
    },
  };
}

/** What people are told whose wish could not be written down for that reason. */
export function excuseOf(error: unknown): string | undefined {
  return error instanceof FullDiskError
    ? 'I cannot write anything down at the moment: the disk of the machine I run on is full. Try again when its operator has made room.'
    : undefined;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
}
