import type { Reading } from './domain-options.js';
import { cutText } from './safe-text.js';

/** A stretch of time that ends now. */
export interface TimeSpan {
  readonly milliseconds: number;
  /** "7 days". */
  readonly words: string;
}

const HOUR_MS = 60 * 60 * 1_000;
const DAYS_IN = { h: 1 / 24, d: 1, w: 7, m: 30 } as const;
const UNITS = { h: 'hour', d: 'day', w: 'week', m: 'month' } as const;
const WRITTEN = /^(\d{1,3})\s?([hdwm])(?:ours?|ays?|eeks?|onths?)?$/i;
const LONGEST_DAYS = 90;
const LONGEST_SHOWN = 40;

/** Reads a span such as 12h, 7d, 2w or 1m (30 days), up to 90 days. */
export function readTimeSpan(text: string): Reading<TimeSpan> {
  const [, digits, letter = ''] = WRITTEN.exec(text.normalize('NFKC').trim()) ?? [];
  const unit = unitOf(letter.toLowerCase());
  if (digits === undefined || unit === undefined) {
    const given = text.trim() === '' ? 'you gave none' : `I cannot read "${cutText(text, LONGEST_SHOWN)}"`;
    return { ok: false, problem: `write how far back as 12h, 7d, 2w or 1m; ${given}.` };
  }
  const count = Number(digits);
  const days = count * DAYS_IN[unit];
  if (days <= 0 || days > LONGEST_DAYS)
    return { ok: false, problem: `write how far back as 12h, 7d, 2w or 1m, up to ${LONGEST_DAYS} days.` };
  return {
    ok: true,
    value: {
      milliseconds: Math.round(days * 24) * HOUR_MS,
      words: `${count} ${UNITS[unit]}${count === 1 ? '' : 's'}`,
    },
  };
}

function unitOf(letter: string): keyof typeof UNITS | undefined {
  return letter === 'h' || letter === 'd' || letter === 'w' || letter === 'm' ? letter : undefined;
}
