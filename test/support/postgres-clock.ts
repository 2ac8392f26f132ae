import pg from 'pg';

/** The clock of the server as one database sees it, set by hand; what is opened from now on goes by it. */
export interface PostgresClock {
  set(instant: string | Date): Promise<void>;
  end(): Promise<void>;
}

export async function createPostgresClock(url: string, start: string): Promise<PostgresClock> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table server_clock (instant timestamptz not null);
    insert into server_clock values ('${start}');
  `);
  await replaceTime(client, 'select instant from public.server_clock');
  return {
    async set(instant) {
      await client.query('update server_clock set instant = $1', [new Date(instant).toISOString()]);
    },
    end: () => client.end(),
  };
}

/** Has a database go by a file that tells an instant, when in real time it was that, and how much faster time runs than ours. */
export async function followClockFile(url: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await replaceTime(
    client,
    `select to_timestamp(
      ((clock->>'at')::float8 + (extract(epoch from pg_catalog.statement_timestamp())::float8 * 1000
        - (clock->>'since')::float8) * (clock->>'speed')::float8) / 1000
    ) from (select pg_read_file('${file}')::json as clock) as setting`,
  );
  await client.end();
}

/** Has a function of the database stand before the server's own, which the search path allows. */
async function replaceTime(client: pg.Client, query: string): Promise<void> {
  await client.query(`
    create function public.statement_timestamp() returns timestamptz language sql stable as $query$ ${query} $query$;
    do $$ begin
      execute format('alter database %I set search_path = public, pg_catalog', current_database());
    end $$;
  `);
}
