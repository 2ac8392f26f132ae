import { z } from 'zod';
import type { Pointer } from './caret.js';

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

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const KNOWN_ZONES: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]),
);
const ZONE = /^(?:UTC|[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*){1,2})$/;

/** Reads a time of day on the 24-hour clock: "9:00" and "09:00" are "09:00". */
export function readTime(text: string): Reading<string> {
  const [, hours, minutes] = TIME.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) {
    return { ok: false, problem: 'write the time of day as hours and minutes, such as 09:00 or 17:30.' };
  }
  return { ok: true, value: `${hours.padStart(2, '0')}:${minutes}` };
}

/** Reads a time zone by its IANA name, whatever its case. Abbreviations and bare offsets are refused: they do not follow summer time. */
export function readZone(text: string): Reading<string> {
  const named = text.trim().replace(/\s+/g, '_');
  const name = /^utc$/i.test(named) ? 'UTC' : (KNOWN_ZONES.get(named.toLowerCase()) ?? named);
  if (ZONE.test(name) && isZone(name)) return { ok: true, value: name };
  return {
    ok: false,
    problem: 'write the time zone as a city, such as Europe/Berlin, America/New_York or UTC.',
  };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
