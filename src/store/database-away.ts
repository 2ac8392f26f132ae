/** What PostgreSQL and the way to it say: connections lost or refused, a server that stops or starts. */
const AWAY =
  /^(?:08|57P0)|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** A file in which another process has been writing for too long. */
const LOCKED = /^SQLITE_(?:BUSY|LOCKED)/;
/** Where pg gives no code. */
const LOST =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** What people are told while the database cannot be reached or is held by another process; it comes back by itself. */
export function excuseOfAway(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  return AWAY.test(code) || LOCKED.test(code) || LOST.test(error.message)
    ? 'My database does not answer at the moment. Please try again in a few minutes.'
    : undefined;
}
