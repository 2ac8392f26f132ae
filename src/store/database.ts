import { Kysely } from 'kysely';
import { createReach, type Reach } from '../ops/failpoints.js';
import type { Logger } from '../ops/logger.js';
import { migrateToLatest } from './migrations/latest.js';
import { postgresServer } from './postgres-server.js';
import type { Tables } from './schema.js';
import { sqliteFile } from './sqlite-file.js';

export interface Database {
  readonly db: Kysely<Tables>;
  readonly file?: string;
}

/** Opens the database of a URL, a SQLite file with its folder where they are missing, and brings it to the newest schema. */
export async function openDatabase(
  url: string,
  logger: Logger,
  reach: Reach = createReach(),
): Promise<Database> {
  const kind = sqliteFile(url) ?? postgresServer(url, logger);
  if (kind === undefined) {
    // The URL is not repeated: it may hold a password.
    throw new Error(
      'DATABASE_URL should be a file, such as file:var/paperboy.db, or postgres://user:password@host/database.',
    );
  }
  try {
    const db = new Kysely<Tables>({ dialect: kind.open() });
    await migrateToLatest(db, reach).catch(async (error: unknown) => {
      await db.destroy();
      throw error;
    });
    return { db, ...(kind.file === undefined ? {} : { file: kind.file }) };
  } catch (error) {
    throw new Error(kind.explain(error), { cause: error });
  }
}
