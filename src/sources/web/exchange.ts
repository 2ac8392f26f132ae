import type { Clock } from '../../core/clock.js';
import { readAtMost } from './body.js';
import { stopped } from './pause.js';
import { SourceError } from './source-error.js';

const REQUEST_LIMIT_MS = 10_000;
/** Counted behind the decompression, so that a small answer cannot unfold into a large one. */
const MOST_BYTES = 10_000_000;
const MOST_REDIRECTS = 3;

export interface ExchangeOptions {
  /** Whom we ask, as sentences name it. */
  readonly name: string;
  readonly clock: Clock;
  readonly headers: Readonly<Record<string, string>>;
  readonly stop?: AbortSignal;
  /** Waits before a redirect is followed, within the ten seconds, where requests are kept apart. */
  readonly keepApart?: ((stop: AbortSignal) => Promise<void>) | undefined;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: Headers;
  /** Of a 200 only; nobody else's is read. */
  readonly bytes: Uint8Array;
}

/** One request and its whole answer, within ten seconds and ten megabytes; rejects with a SourceError. */
export async function exchange(address: URL, options: ExchangeOptions): Promise<Exchanged> {
  const { name, clock, stop } = options;
  const limit = new AbortController();
  const timer = clock.timer(REQUEST_LIMIT_MS);
  const late = new SourceError('unreachable', `${name} did not answer within 10 seconds.`);
  void timer.elapsed.then(() => limit.abort(late));
  const signal = stop === undefined ? limit.signal : AbortSignal.any([limit.signal, stop]);
  try {
    const response = await follow(address, { ...options, signal });
    return { status: response.status, headers: response.headers, bytes: await bodyOf(response, name) };
  } catch (error) {
    if (stop?.aborted) throw stopped();
    if (limit.signal.aborted) throw late;
    throw asSourceError(error, name);
  } finally {
    timer.cancel();
  }
}

/** Redirects are followed by hand and on the same server only: a token must not travel, nor we to where somebody else sends us. */
async function follow(
  address: URL,
  { name, headers, signal, keepApart }: ExchangeOptions & { readonly signal: AbortSignal },
): Promise<Response> {
  let here = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(here, { headers, signal, redirect: 'manual' });
    const location = [301, 302, 303, 307, 308].includes(response.status)
      ? response.headers.get('location')
      : null;
    if (location === null) return response;
    await response.body?.cancel();
    if (!URL.canParse(location, here.href) || !staysWith(here, new URL(location, here))) {
      throw new SourceError('refused', `${name} sends us to another server, where I do not go.`);
    }
    here = new URL(location, here);
    await keepApart?.(signal);
  }
  throw new SourceError('refused', `${name} sends us from one address to the next without end.`);
}

function staysWith(here: URL, there: URL): boolean {
  if (there.origin === here.origin) return true;
  const upgrades = here.protocol === 'http:' && there.protocol === 'https:' && there.port === '';
  return upgrades && there.hostname === here.hostname && here.port === '';
}

async function bodyOf(response: Response, name: string): Promise<Uint8Array> {
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    return new Uint8Array();
  }
  const bytes = await readAtMost(response.body, MOST_BYTES);
  if (bytes !== undefined) return bytes;
  throw new SourceError('unreadable', `${name} sent more than ${MOST_BYTES / 1_000_000} MB at once.`);
}

function asSourceError(error: unknown, name: string): SourceError {
  if (error instanceof SourceError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no reason given';
  return new SourceError('unreachable', `The connection to ${name} failed (${code}).`, { cause: error });
}
