import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** Whether there is a PostgreSQL to test with. */
export const hasPostgres = inject('postgresUrl') !== undefined;

/** Makes an empty database, and resolves with its URL. */
export async function createPostgresDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  if (server === undefined) throw new Error('There is no PostgreSQL here.');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  // Copied file by file, which is quicker for a small one.
  await client.query(`create database ${name} strategy file_copy`);
  await client.end();
  return `${server}/${name}`;
}
