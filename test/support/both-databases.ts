import { createPostgresDatabase, hasPostgres } from './postgres-database.js';
import type { useTemporaryFolder } from './temporary-folder.js';

type Folder = ReturnType<typeof useTemporaryFolder>;

/** The databases that there are to test with, each with a way to a new one that outlives a restart. */
export const BOTH_DATABASES: readonly (readonly [string, (folder: Folder) => Promise<string>])[] = [
  ['SQLite', async (folder) => `file:${folder.path('paperboy.db')}`],
  ...(hasPostgres ? ([['PostgreSQL', createPostgresDatabase]] as const) : []),
];
