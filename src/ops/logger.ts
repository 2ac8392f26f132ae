import { type DestinationStream, pino } from 'pino';
import { redactSecrets } from './redaction.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The only fields that reach the log: what is not listed here is left out, so that nothing private slips in by accident. */
export interface LogFields {
  readonly event: string;
  readonly planned?: number;
  readonly sent?: number;
  readonly failed?: number;
  readonly skipped?: number;
  readonly unknown?: number;
  readonly waiting?: number;
  readonly attempt?: number;
  readonly code?: string | number;
  readonly command?: string;
  readonly count?: number;
  readonly err?: unknown;
  readonly file?: string;
  readonly host?: string;
  readonly job?: string;
  readonly kind?: string;
  readonly line?: number;
  readonly method?: string;
  readonly ms?: number;
  readonly period?: string;
  readonly platform?: string;
  readonly port?: number;
  readonly reason?: string;
  readonly reference?: string;
  readonly signal?: string;
  readonly status?: number;
}

const FIELDS: Readonly<Record<keyof LogFields, true>> = {
  event: true,
  planned: true,
  sent: true,
  failed: true,
  skipped: true,
  unknown: true,
  waiting: true,
  attempt: true,
  code: true,
  command: true,
  count: true,
  err: true,
  file: true,
  host: true,
  job: true,
  kind: true,
  line: true,
  method: true,
  ms: true,
  period: true,
  platform: true,
  port: true,
  reason: true,
  reference: true,
  signal: true,
  status: true,
};

export interface Logger {
  debug(fields: LogFields): void;
  info(fields: LogFields): void;
  warn(fields: LogFields): void;
  error(fields: LogFields): void;
}

/** JSON lines by pino: an allow-list of fields, errors cut to name, message, code and stack, and no secret in any of it. */
export function createLogger(options: {
  readonly level: LogLevel;
  readonly destination: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // pino repeats the message of its own error key; ours is a field like any other.
      errorKey: 'exception',
      serializers: { err: (described: unknown) => described },
      formatters: { level: (level) => ({ level }), log: allowed },
    },
    options.destination,
  );
}

/** So much waits for a reader that has stopped reading; what comes then is dropped. */
const MOST_WAITING_BYTES = 1_000_000;

/**
 * Where logs go by default: standard error, so that answers on standard output stay clean. Nothing waits for whoever reads them: a pipe that
 * is full must not keep lists from being posted. What is left is written when the process ends.
 */
export function standardError(): DestinationStream {
  const destination = pino.destination({ fd: 2, sync: false, maxLength: MOST_WAITING_BYTES });
  // A reader that has gone away is no reason to end.
  destination.on('error', () => {});
  return destination;
}

function allowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.keys(FIELDS).filter((name) => fields[name] !== undefined);
  const entries = given.map((name) => {
    const value = fields[name];
    return [
      name,
      name === 'err' ? describeError(value) : typeof value === 'string' ? redactSecrets(value) : value,
    ];
  });
  return Object.fromEntries(entries);
}

// SDK errors carry whole requests, headers and all; only these parts of an error are worth the risk.
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redactSecrets(String(error)) };
  const { name, message, stack = '' } = error;
  const code =
    'code' in error && typeof error.code !== 'object' ? { code: redactSecrets(String(error.code)) } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { name, message: redactSecrets(message), ...code, stack: redactSecrets(stack), ...cause };
}
