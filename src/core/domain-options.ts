import { z } from 'zod';
import type { Pointer } from './caret.js';
import { cutText } from './safe-text.js';

/** What a domain reader makes of text: a value, or the sentence that says what is wrong with it, and where. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string; readonly pointer?: Pointer };

/** A text option whose value is read by the domain when the options are parsed, so that commands never see the raw text. */
export function domainOption<Value>(read: (text: string) => Reading<Value>, maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .transform((text, context) => {
      const reading = read(text);
      if (reading.ok) return reading.value;
      const { problem, pointer } = reading;
      context.addIssue({
        code: 'custom',
        message: problem,
        ...(pointer === undefined ? {} : { params: pointer }),
      });
      return z.NEVER;
    });
}

/** Reads what `read` does, or the word `usual`, which is null: what holds for whoever has nothing of their own. */
export function orUsual<Value>(read: (text: string) => Reading<Value>) {
  return (text: string): Reading<Value | null> =>
    text.trim().toLowerCase() === USUAL ? { ok: true, value: null } : read(text);
}

/** Takes back what somebody has set. */
export const USUAL = 'usual';

const TIME = /^(\d{1,2}):(\d{2})$/;
const HALF_DAY = /^(\d{1,2})(?::?([0-5]\d))?\s*([ap])\.?m\.?$/i;
const HOUR = /^\d{1,2}$/;
const WRITE_TIME = 'write the time of day as hours and minutes, such as 09:00 or 17:30';
const WRITE_ZONE = 'write the time zone as a city, such as Europe/Berlin, America/New_York or UTC';
const LONGEST_SHOWN = 40;

/** Reads a time of day on the 24-hour clock: "9:00" and "09:00" are "09:00", in whatever digits they are written. */
export function readTime(text: string): Reading<string> {
  const written = latinDigits(text.normalize('NFKC').trim());
  const [, hours, minutes] = TIME.exec(written) ?? [];
  if (hours !== undefined && minutes !== undefined && Number(hours) < 24 && Number(minutes) < 60)
    return { ok: true, value: clockTime(Number(hours), minutes) };
  const hint = timeHint(written);
  return { ok: false, problem: hint === undefined ? `${WRITE_TIME}.` : `${WRITE_TIME}; ${hint}.` };
}

function timeHint(written: string): string | undefined {
  if (written === '24:00') return 'midnight is 00:00, the beginning of a day';
  const [, , minutes] = TIME.exec(written) ?? [];
  if (minutes !== undefined) return Number(minutes) < 60 ? 'hours go up to 23' : 'minutes go up to 59';
  const [, hours = '', past = '00', half = ''] = HALF_DAY.exec(written) ?? [];
  const meant = half === '' ? Number(HOUR.exec(written)?.[0] ?? NaN) : hourOf(Number(hours), half);
  return meant < 24 ? `perhaps ${clockTime(meant, past)}` : undefined;
}

/** The hour on the 24-hour clock: 12 am is midnight. */
function hourOf(hours: number, half: string): number {
  if (hours < 1 || hours > 12) return Number.NaN;
  return (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function clockTime(hours: number, minutes: string): string {
  return `${String(hours).padStart(2, '0')}:${minutes}`;
}

/** The two rows of digits that Arabic and Persian keyboards have. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16));
}

const KNOWN_ZONES: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]),
);
const ZONE = /^(?:UTC|[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*){1,2})$/;
const OFFSET = /^(?:gmt|utc|z)?\s*[+\u2212-]\s*\d/i;
const ABBREVIATION = /^[a-z]{1,5}$/i;

/**
 * Reads a time zone by its IANA name, whatever its case; older and newer names of one zone are both known. Abbreviations and bare offsets
 * are refused: they do not follow summer time.
 */
export function readZone(text: string): Reading<string> {
  // A chat may put the name of a choice into its input box, with the difference to Greenwich behind it.
  const named = text
    .replace(/\s·\sUTC.*$/, '')
    .trim()
    .replace(/\s+/g, '_');
  const name = /^utc$/i.test(named) ? 'UTC' : (KNOWN_ZONES.get(named.toLowerCase()) ?? capitalized(named));
  if (ZONE.test(name) && isKnownZone(name)) return { ok: true, value: name };
  return { ok: false, problem: `${WRITE_ZONE}; ${zoneHint(text.trim())}.` };
}

function zoneHint(written: string): string {
  if (written === '') return 'you gave none';
  const shown = `"${cutText(written, LONGEST_SHOWN)}"`;
  if (OFFSET.test(written)) return `${shown} is a difference to Greenwich, which knows no summer time`;
  if (ABBREVIATION.test(written)) return `${shown} is no name of a place, and may know no summer time`;
  return `I know no ${shown}`;
}

/** Names that the list of zones leaves out, because it has them under another name, are known by their usual spelling. */
function capitalized(named: string): string {
  if (named !== named.toLowerCase()) return named;
  return named.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase()).replace(/^Etc\/Gmt/, 'Etc/GMT');
}

/** Whether this machine knows a zone; it may know others than the one where it was chosen. */
export function isKnownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
