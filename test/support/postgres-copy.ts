import pg from 'pg';

/** Keeps what is in a database at this moment, for `restoreTables`. The last copy counts. */
export async function copyTables(url: string): Promise<void> {
  await inTransaction(url, async (client) => {
    await client.query('drop schema if exists kept cascade');
    await client.query('create schema kept');
    for (const name of await namesOf(client))
      await client.query(`create table kept.${name} as table public.${name}`);
  });
}

/** Has the database go back to what it was, under those who work with it. */
export async function restoreTables(url: string): Promise<void> {
  await inTransaction(url, async (client) => {
    const names = await namesOf(client);
    await client.query(`truncate ${names.map((name) => `public.${name}`).join(', ')}`);
    for (const name of names)
      await client.query(`insert into public.${name} overriding system value table kept.${name}`);
  });
}

async function namesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
  );
  return rows.map(({ name }) => name);
}

async function inTransaction(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Foreign keys are as they were in what is copied.
  await client.query("begin isolation level repeatable read; set local session_replication_role = 'replica'");
  await work(client);
  await client.query('commit');
  await client.end();
}
