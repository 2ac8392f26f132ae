import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../ops/logger.js';
import type { DatabaseKind } from './database-kind.js';

/** Far more than a bot needs at once; several bots share what a small server allows (100). */
const MOST_CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** Nothing here takes so long; a query that does is stuck. */
const QUERY_MS = 30_000;

/** The PostgreSQL server of a URL; undefined when the URL is for something else. */
export function postgresServer(url: string, logger: Logger): DatabaseKind | undefined {
  if (!/^postgres(?:ql)?:\/\/[^/]/.test(url) || !URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  return {
    open: () => createDialect(url, logger),
    look: () => createDialect(url, logger),
    explain: (error) => explain(host, pathname.slice(1), error),
  };
}

function createDialect(connectionString: string, logger: Logger): Dialect {
  const pool = new pg.Pool({
    connectionString,
    application_name: 'paperboy',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
  });
  // A connection that breaks while it is idle is replaced by the next query; without a listener the process would end.
  pool.on('error', (err) => logger.warn({ event: 'database-connection-lost', err }));
  // The pool listens to idle connections only. One that breaks between the statements of a transaction fails its next one, and no more.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({ pool });
}

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'refuses the user or the password. Mend them in DATABASE_URL.'],
  [/^3D000$/, 'has no such database. Create it, or name another one in DATABASE_URL.'],
  [/^42501$/, 'does not let this user create tables. Grant that, or name the owner in DATABASE_URL.'],
  [/^53300$/, 'has no connection left. Raise its max_connections, or stop what holds them.'],
  [/^57P03$/, 'is still starting. Try again in a moment.'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'is not known by that name. Mend the host in DATABASE_URL.'],
  [
    /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    'cannot be reached. Is it running, on that port?',
  ],
];

// The URL is not repeated: it may hold a password.
function explain(host: string, database: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const server = `The PostgreSQL server ${host}`;
  if (message.includes('previously executed migration'))
    return `The database ${database} on ${host} was written by a newer paperboy. Start that version instead.`;
  if (/timeout/i.test(message)) return `${server} does not answer. Is it running, on that port?`;
  if (/SSL|certificate/i.test(message))
    return `${server} and paperboy do not agree on encryption (${message}). Mend sslmode in DATABASE_URL.`;
  const advice = ADVICE.find(([codes]) => codes.test(codeOf(error)))?.[1];
  return `${server} ${advice ?? `cannot be used: ${message}`}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
