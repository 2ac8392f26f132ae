import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';
import { acceptHeader } from './content-type.js';
import { type Exchanged, exchange } from './exchange.js';
import { pause } from './pause.js';
import { pauseWhenUsedUp } from './rate-limit.js';
import { SourceError } from './source-error.js';
import { type Attempt, judge, limited, type WebAnswer, type WebRequest } from './verdict.js';

const MOST_ATTEMPTS = 5;
const MOST_HURRIED_ATTEMPTS = 2;
const MOST_WAITS = 3;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 30_000;

export interface WebClientOptions {
  /** Whom we ask, as sentences name it. */
  readonly name: string;
  /** Everything that is asked for lies below this address. */
  readonly base: string;
  readonly userAgent: string;
  readonly token?: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 up to 1: spreads out who tries again when. */
  readonly random: () => number;
  readonly stop?: AbortSignal | undefined;
  /** Has every request wait for its turn, where there are turns. */
  readonly inTurn?: <Result>(
    request: () => Promise<Result>,
    stop: AbortSignal | undefined,
  ) => Promise<Result>;
  /** Waits, within a turn, until one more request may be made; before a redirect is followed. */
  readonly keepApart?: (stop: AbortSignal | undefined) => Promise<void>;
}

export interface WebClient {
  /** Asks patiently: rejects with a SourceError only when trying again is of no use. */
  get(request: WebRequest): Promise<WebAnswer>;
}

/**
 * Reads from one server and keeps within its limits. Server errors and broken connections are tried again, up to five times in all, with full
 * jitter; a 429 or a used-up allowance is waited out as the server says; nothing else is tried twice.
 */
export function createWebClient(options: WebClientOptions): WebClient {
  const { name, clock, logger, random, inTurn = atOnce, keepApart } = options;
  const closedUntil = new Map<string, number>();
  const hold = (allowance: string, milliseconds: number) => {
    if (milliseconds > 0) closedUntil.set(allowance, clock.now().getTime() + milliseconds);
  };
  const untilOpen = ({ allowance }: WebRequest) => (closedUntil.get(allowance) ?? 0) - clock.now().getTime();
  const isOpen = (request: WebRequest) => untilOpen(request) <= 0;
  const tryOnce = async (request: WebRequest, stop: AbortSignal | undefined): Promise<Attempt> => {
    const headers = headersFor(request, options);
    const about = { name, clock, headers, keepApart, ...(stop === undefined ? {} : { stop }) };
    const closedAt = () => closedUntil.get(request.allowance);
    try {
      let exchanged: Exchanged | undefined;
      while (exchanged === undefined) {
        if (request.hurry !== undefined && !isOpen(request)) throw limited(name);
        const waited = closedAt();
        await pause(clock, untilOpen(request), stop);
        // Whoever was before us in the queue may have been told of a limit.
        const ask = async () =>
          closedAt() === waited ? exchange(addressOf(request, options), about) : undefined;
        exchanged = await inTurn(ask, stop);
      }
      hold(request.allowance, pauseWhenUsedUp(exchanged.headers));
      return judge(exchanged, request, options);
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'unreachable') throw error;
      return { kind: 'failed', error, leastPauseMs: 0 };
    }
  };
  return {
    async get(request) {
      const stop = signalOf(options, request);
      const mostFailures = request.hurry === undefined ? MOST_ATTEMPTS : MOST_HURRIED_ATTEMPTS;
      for (let failures = 0, waits = 0; ; ) {
        const attempt = await tryOnce(request, stop);
        if (attempt.kind === 'answer') return attempt.answer;
        const ms = attempt.kind === 'limited' ? attempt.pauseMs : backOff(failures, random, attempt);
        if (attempt.kind === 'limited') {
          waits += 1;
          hold(request.allowance, ms);
        } else failures += 1;
        if (attempt.kind === 'failed' && (failures === mostFailures || ms === Number.POSITIVE_INFINITY))
          throw attempt.error;
        if (waits > (request.hurry === undefined ? MOST_WAITS : 0)) throw limited(name);
        const reason = attempt.kind === 'limited' ? 'the limit is reached' : attempt.error.message;
        logger.info({ event: 'source-asked-again', kind: attempt.kind, reason, ms: Math.round(ms) });
        if (attempt.kind === 'failed') await pause(clock, ms, stop);
      }
    },
  };
}

function signalOf({ stop }: WebClientOptions, { hurry }: WebRequest): AbortSignal | undefined {
  return stop === undefined || hurry === undefined ? (stop ?? hurry) : AbortSignal.any([stop, hurry]);
}

function atOnce<Result>(request: () => Promise<Result>): Promise<Result> {
  return request();
}

function backOff(failures: number, random: () => number, { leastPauseMs }: { leastPauseMs: number }): number {
  const most = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** failures);
  return Math.max(leastPauseMs, random() * most);
}

function addressOf({ path }: WebRequest, { base }: WebClientOptions): URL {
  return new URL(`${base.replace(/\/+$/, '')}${path}`);
}

function headersFor({ format, etag }: WebRequest, { userAgent, token }: WebClientOptions) {
  return {
    accept: acceptHeader(format),
    'user-agent': userAgent,
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}
