import { dayPlus, daysSinceMonday } from '../../papers/calendar-day.js';
import type { FeedDay } from '../../papers/feed-days.js';
import { timeInNewYork } from '../new-york.js';

const HOUR_MS = 60 * 60 * 1_000;
const MOST_DAYS_BACK = 14;
/** What arXiv answers changes once a day. */
const ASKED_AGAIN_MS = 24 * HOUR_MS;
const CLOSES_AT_HOUR = 14;

/**
 * The days of the last two weeks on which arXiv has announced papers without our hearing of it, the newest first: Mondays to Fridays, as its feed
 * dates what it announces at 20:00 in New York on the evening before. Nothing was missed before the first day that was ever read, and of the
 * day that it is now the feed itself tells. A day that seemed to be empty is among them once more a day later.
 */
export function missedDays({
  now,
  known,
}: {
  readonly now: Date;
  readonly known: readonly FeedDay[];
}): readonly string[] {
  const { day: today } = timeInNewYork(now);
  const byDay = new Map(known.map((one) => [one.day, one]));
  const isOpen = (day: string) => {
    const read = byDay.get(day);
    if (read === undefined) return true;
    return read.state === 'filling' && now.getTime() - read.readAt.getTime() >= ASKED_AGAIN_MS;
  };
  return Array.from({ length: MOST_DAYS_BACK }, (_, back) => dayPlus(today, -1 - back)).filter(
    (day) => known.some((one) => one.day < day) && daysSinceMonday(day) < 5 && isOpen(day),
  );
}

/** A span of time; `to` is the first instant behind it. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/**
 * When the papers of an announcement day were submitted, unless arXiv held them back or had a holiday: from one 14:00 in New York to the next, on
 * working days; so what is announced on a Tuesday has come in since Friday.
 */
export function submissionsOf(day: string): Span {
  return { from: closingOf(workingDayBefore(day)), to: closingOf(day) };
}

/** When submissions for an announcement day close. */
function closingOf(day: string): Date {
  const inSummer = new Date(`${workingDayBefore(day)}T18:00:00Z`);
  const isSummer = timeInNewYork(inSummer).minute === CLOSES_AT_HOUR * 60;
  return isSummer ? inSummer : new Date(inSummer.getTime() + HOUR_MS);
}

function workingDayBefore(day: string): string {
  return dayPlus(day, daysSinceMonday(day) === 0 ? -3 : -1);
}
