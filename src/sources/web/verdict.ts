import type { Clock } from '../../core/clock.js';
import { type Format, unfitContentType } from './content-type.js';
import type { Exchanged } from './exchange.js';
import { nextLink } from './link-header.js';
import { pauseAskedFor, retryAfter } from './rate-limit.js';
import { SourceError } from './source-error.js';

const LONGEST_PAUSE_AFTER_ERRORS_MS = 30_000;

export interface WebRequest {
  /** Path and query below the base. */
  readonly path: string;
  readonly format: Format;
  /** What was answered last time; the same once more is `unchanged`. */
  readonly etag?: string | undefined;
  /** Requests with the same word share a limit. */
  readonly allowance: string;
  /** Somebody waits for it, and no longer than this says: no limit is waited out, and trouble is tried again once. */
  readonly hurry?: AbortSignal | undefined;
}

export type WebAnswer =
  | {
      readonly kind: 'unchanged';
      /** Path and query of the next page, where the server says so here too. */
      readonly next?: string;
    }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'body';
      readonly bytes: Uint8Array;
      readonly etag?: string;
      /** Path and query of the next page. */
      readonly next?: string;
    };

export type Attempt =
  | { readonly kind: 'answer'; readonly answer: WebAnswer }
  | { readonly kind: 'limited'; readonly pauseMs: number }
  /** Infinite where the server wants to be left alone for longer than anybody waits. */
  | { readonly kind: 'failed'; readonly error: SourceError; readonly leastPauseMs: number };

interface Asked {
  readonly name: string;
  readonly base: string;
  readonly clock: Clock;
  readonly token?: string | undefined;
}

/** What an answer means for the asker: it is one, or it is worth asking again, or else a SourceError is thrown. */
export function judge(
  exchanged: Exchanged,
  request: WebRequest,
  { name, base, clock, token }: Asked,
): Attempt {
  const { status, headers } = exchanged;
  if (status === 200) return { kind: 'answer', answer: readBody(exchanged, request, { name, base }) };
  if (status === 304 && request.etag !== undefined) {
    return { kind: 'answer', answer: { kind: 'unchanged', ...linked(headers, base) } };
  }
  if (status === 404) return { kind: 'answer', answer: { kind: 'absent' } };
  if (status === 429) {
    const pauseMs = pauseAskedFor(headers, clock.now());
    if (pauseMs === undefined) throw limited(name);
    return { kind: 'limited', pauseMs };
  }
  const error = new SourceError('unreachable', `${name} answered with an error of its own (${status}).`);
  if (status >= 500) {
    const asked = (retryAfter(headers, clock.now()) ?? 0) * 1_000;
    const isTooLong = asked > LONGEST_PAUSE_AFTER_ERRORS_MS;
    return { kind: 'failed', error, leastPauseMs: isTooLong ? Number.POSITIVE_INFINITY : asked };
  }
  const unwelcome = status === 401 || status === 403;
  const advice = unwelcome && token !== undefined ? ' Check its token.' : '';
  throw new SourceError('refused', `${name} refused the request (${status}).${advice}`);
}

function readBody(
  { headers, bytes }: Exchanged,
  { format }: WebRequest,
  { name, base }: Pick<Asked, 'name' | 'base'>,
): WebAnswer {
  const unfit = unfitContentType(format, headers);
  if (unfit !== undefined) {
    const expected = format.toUpperCase();
    throw new SourceError('unreadable', `${name} answered with ${unfit} where ${expected} was expected.`);
  }
  const etag = headers.get('etag') ?? '';
  return {
    kind: 'body',
    bytes,
    ...(/^(?:W\/)?"[\x21\x23-\x7e]{1,200}"$/.test(etag) ? { etag } : {}),
    ...linked(headers, base),
  };
}

function linked(headers: Headers, base: string): { readonly next?: string } {
  const next = pathBelow(base, nextLink(headers));
  return next === undefined ? {} : { next };
}

/** Only the path of a link is used, so that whatever it names we stay on our server. */
function pathBelow(base: string, link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link, base)) return undefined;
  const { pathname, search } = new URL(link, base);
  const above = new URL(base).pathname.replace(/\/+$/, '');
  return `${pathname.startsWith(`${above}/`) ? pathname.slice(above.length) : pathname}${search}`;
}

export function limited(name: string): SourceError {
  return new SourceError('limited', `${name} says that its limit is reached, and goes on saying so.`);
}
