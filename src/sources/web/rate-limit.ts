/** Nobody is waited for longer than this; windows are five minutes long. */
const LONGEST_PAUSE_SECONDS = 900;
const USUAL_PAUSE_SECONDS = 60;

interface Allowance {
  readonly remaining: number;
  readonly seconds: number;
}

/** How long to wait before the next request because the allowance is used up, in milliseconds; 0 when there is some left. */
export function pauseWhenUsedUp(headers: Headers): number {
  const usedUp = readAllowances(headers).filter(({ remaining }) => remaining === 0);
  return milliseconds(Math.max(0, ...usedUp.map(({ seconds }) => seconds)));
}

/**
 * How long a 429 asks to wait, at least a second, in milliseconds: as `RateLimit` says, else `Retry-After`, else a minute.
 * Undefined when that is longer than anybody should wait.
 */
export function pauseAskedFor(headers: Headers, now: Date): number | undefined {
  const allowances = readAllowances(headers);
  const pressing = allowances.filter(({ remaining }) => remaining === 0);
  const waits = (pressing.length > 0 ? pressing : allowances).map(({ seconds }) => seconds);
  const asked = waits.length > 0 ? Math.max(...waits) : retryAfter(headers, now);
  const seconds = asked ?? USUAL_PAUSE_SECONDS;
  return seconds > LONGEST_PAUSE_SECONDS ? undefined : milliseconds(Math.max(1, seconds));
}

/** Seconds until the moment that `Retry-After` names, as a number or as a date; undefined without one. */
export function retryAfter(headers: Headers, now: Date): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const until = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - now.getTime()) / 1_000));
}

/** `RateLimit: "api";r=12;t=37`: so many requests remain until so many seconds have passed; there may be several, with commas. */
function readAllowances(headers: Headers): readonly Allowance[] {
  const text = (headers.get('ratelimit') ?? '').slice(0, 1_000);
  return text.split(',').flatMap((policy) => {
    const remaining = /;\s*r=(\d+)\b/.exec(policy)?.[1];
    const seconds = /;\s*t=(\d+)\b/.exec(policy)?.[1];
    if (remaining === undefined || seconds === undefined) return [];
    return [{ remaining: Number(remaining), seconds: Number(seconds) }];
  });
}

function milliseconds(seconds: number): number {
  return Math.min(seconds, LONGEST_PAUSE_SECONDS) * 1_000;
}
