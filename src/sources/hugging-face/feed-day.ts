import { dayPlus } from '../../papers/calendar-day.js';
import { isCalendarDate } from '../../papers/paper.js';
import { timeInNewYork } from '../new-york.js';

/** The first day there is a batch for. */
export const FIRST_FEED_DAY = '2023-05-04';

const ROLLS_AT_MINUTE = 21 * 60 + 30;

/** The feed day, YYYY-MM-DD, that Hugging Face fills at this moment: it rolls over at 21:30 in New York. */
export function feedDayAt(now: Date): string {
  const { day, minute } = timeInNewYork(now);
  return minute >= ROLLS_AT_MINUTE ? dayPlus(day, 1) : day;
}

/** Whether the batch of a day can still grow. Votes and comments grow longer than that. */
export function stateOfDay(day: string, now: Date): 'complete' | 'filling' {
  return day < feedDayAt(now) ? 'complete' : 'filling';
}

/** The days that a person means by two dates, or a sentence about what is wrong with them. */
export function chooseDays(options: {
  readonly from: string;
  readonly to: string;
  /** There are none before, and none after. */
  readonly first: string;
  readonly last: string;
}):
  | { readonly ok: true; readonly days: readonly string[] }
  | { readonly ok: false; readonly problem: string } {
  const { from, to, first, last } = options;
  const wrong = [from, to].find((day) => !isCalendarDate(day));
  if (wrong !== undefined) return refuse(`"${wrong.slice(0, 30)}" is not a day such as 2026-05-21.`);
  if (from < first) return refuse(`There are no Daily Papers before ${first}.`);
  if (to > last) return refuse(`There are no Daily Papers of ${to} yet; the newest day is ${last}.`);
  if (from > to) return refuse(`${from} is after ${to}: --from names the first day, --to the last.`);
  return { ok: true, days: daysBetween(from, to) };
}

function refuse(problem: string) {
  return { ok: false, problem } as const;
}

/** All days from one to another, both included, oldest first. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayPlus(day, 1)) days.push(day);
  return days;
}
