import type { Comparison } from './ast.js';
import { COUNT_FIELDS } from './field-names.js';
import { type Lexeme, mistake } from './lexeme.js';

const LARGEST_COUNT = 1_000_000_000;
const MOST_DAYS = 36_500;

const COUNT = /(upvotes|comments|stars)(?:(:?)(>=|<=|=>|=<|>|<|=)|\s+(>=|<=|>|<|=)(?=\s*\d))\s*([^\s()"]*)/iy;
const COUNT_WITH_COLON = /(upvotes|comments|stars):([^\s()"]+)/iy;
const DATE = /(since|until):([^\s()"]*)/iy;
const AGE = /age(?::?(<=?|>=?|=)|\s+(<)(?=\s*\d))\s*([^\s()"]*)/iy;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['>=', '>='],
  ['=>', '>='],
  ['<=', '<='],
  ['=<', '<='],
  ['>', '>'],
  ['<', '<'],
  ['=', '='],
]);
const DAYS: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['w', 7],
  ['m', 30],
  ['y', 365],
]);

/** Reads a count, a date or an age where one begins; `undefined` where none does. */
export function filterAt(text: string, at: number): Lexeme | undefined {
  return countAt(text, at) ?? dateAt(text, at) ?? ageAt(text, at);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function countAt(text: string, at: number): Lexeme | undefined {
  const match = matchAt(COUNT, text, at);
  if (match === undefined) return countWithColonAt(text, at);
  const [written, name = '', , glued, spaced, number = ''] = match;
  const field = COUNT_FIELDS.find((known) => known === name.toLowerCase());
  const comparison = COMPARISONS.get(glued ?? spaced ?? '');
  if (field === undefined || comparison === undefined) return undefined;
  const place = { at, length: written.trimEnd().length };
  const value = Number(number);
  if (!/^\d{1,10}$/.test(number) || value > LARGEST_COUNT) {
    const message = `\`${field}${comparison}\` needs a whole number behind it, such as \`${field}${comparison}10\`.`;
    return mistake(text, wrongPart(place, number), message, `${number === '' ? written.trim() : ''}10`);
  }
  return { kind: 'clause', ...place, clause: { kind: 'count', field, comparison, value } };
}

function wrongPart(place: { at: number; length: number }, value: string) {
  return value === '' ? place : { at: place.at + place.length - value.length, length: value.length };
}

function countWithColonAt(text: string, at: number): Lexeme | undefined {
  const match = matchAt(COUNT_WITH_COLON, text, at);
  if (match === undefined) return undefined;
  const [written, name = '', value = ''] = match;
  const number = /^\d+$/.test(value) ? value : '10';
  const right = `${name.toLowerCase()}>=${number}`;
  const message = `\`${name.toLowerCase()}\` is compared with a number: \`${right}\`.`;
  return mistake(text, { at, length: written.length }, message, right);
}

function dateAt(text: string, at: number): Lexeme | undefined {
  const match = matchAt(DATE, text, at);
  if (match === undefined) return undefined;
  const [written, name = '', value = ''] = match;
  const bound = name.toLowerCase() === 'since' ? 'since' : 'until';
  const place = { at, length: written.length };
  const example = `such as \`${bound}:2025\`, \`${bound}:2025-01\` or \`${bound}:2025-01-31\`.`;
  if (value === '')
    return mistake(text, place, `\`${bound}:\` needs a date right after the colon, ${example}`);
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value) ?? [];
  const wrong = { at: at + written.length - value.length, length: value.length };
  if (year === undefined)
    return mistake(text, wrong, `\`${bound}:\` takes a year, a month or a day, ${example}`);
  if (year < '1900' || year > '2099') return mistake(text, wrong, `years go from 1900 to 2099, ${example}`);
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12))
    return mistake(text, wrong, `there is no month ${month}, only 01 to 12.`, year);
  const date = [year, ...[month, day].flatMap((part) => part?.padStart(2, '0') ?? [])].join('-');
  if (day !== undefined && !isDay(date))
    return mistake(text, wrong, `there is no day ${day} in that month.`, date.slice(0, 7));
  return { kind: 'clause', ...place, clause: { kind: 'date', bound, date } };
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === date;
}

function ageAt(text: string, at: number): Lexeme | undefined {
  const match = matchAt(AGE, text, at);
  if (match === undefined) return undefined;
  const [written, glued, spaced, value = ''] = match;
  const place = { at, length: written.trimEnd().length };
  if (!(glued ?? spaced ?? '').startsWith('<')) {
    const message = 'an age has an upper bound only: `age<30d`. For older papers write `until:` and a date.';
    return mistake(text, place, message, `age<${isAge(value) ? value : '30d'}`);
  }
  const [, number = '', unit = ''] = /^(\d{1,6})([dwmy])$/i.exec(value) ?? [];
  const days = Number(number) * (DAYS.get(unit.toLowerCase()) ?? 0);
  if (days >= 1 && days <= MOST_DAYS) return { kind: 'clause', ...place, clause: { kind: 'age', days } };
  const plain = /^[1-9]\d{0,3}$/.test(value);
  const message =
    days > MOST_DAYS
      ? 'an age is at most 100 years.'
      : '`age<` needs a number and a unit, such as `age<30d`; d is days, w weeks, m months, y years.';
  return mistake(text, place, message, `age<${plain ? `${value}d` : '30d'}`);
}

function isAge(value: string): boolean {
  return /^[1-9]\d{0,2}[dwmy]$/i.test(value);
}
