/** What the system says when a name is not found, no connection comes about, or the other side cannot prove who it is. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENOTFOUND',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Errors come wrapped, by fetch and by the SDKs. */
const DEEPEST = 5;

/** Whether a request that failed so cannot have left this machine: what it should have done has not been done. */
export function neverSent(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  // Every address of a name was tried, and each has its own error.
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every((inner) => neverSent(inner, depth + 1));
  const code = 'code' in error ? String(error.code) : '';
  const connecting = 'syscall' in error && error.syscall === 'connect';
  return BEFORE_SENDING.has(code) || connecting || neverSent(error.cause, depth + 1);
}
