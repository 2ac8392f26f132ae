import { dayPlus } from '../papers/calendar-day.js';
import type { FeedDay } from '../papers/feed-days.js';
import type { SourceState } from '../papers/source-states.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Twelve times a day: the day that fills. */
const READ_AGAIN_MS = 2 * HOUR_MS;
/** Votes grow for about two weeks. */
const WATCHED_DAYS = 14;
const REFRESH_MS = 24 * HOUR_MS;
const FIRST_BACK_OFF_MS = 5 * MINUTE_MS;
const LONGEST_BACK_OFF_MS = 2 * HOUR_MS;

/**
 * The feed days to read at an instant, the most urgent first: the day that fills every two hours; days that have ended since they were read,
 * or were missed; and of the fourteen days before, whose votes still grow, one that was read a day ago or earlier.
 */
export function daysToRead(options: {
  readonly now: Date;
  /** The day that fills now. */
  readonly today: string;
  /** There is none before. */
  readonly firstDay: string;
  readonly known: readonly FeedDay[];
}): readonly string[] {
  const { now, today, firstDay, known } = options;
  const byDay = new Map(known.map((one) => [one.day, one]));
  const age = (day: string) => now.getTime() - (byDay.get(day)?.readAt.getTime() ?? 0);
  const watched = Array.from({ length: WATCHED_DAYS + 1 }, (_, back) => dayPlus(today, -back)).filter(
    (day) => day >= firstDay,
  );
  const isUrgent = (day: string) =>
    day === today ? age(day) >= READ_AGAIN_MS : byDay.get(day)?.state !== 'complete';
  const oldest = watched
    .filter((day) => day !== today && !isUrgent(day) && age(day) >= REFRESH_MS)
    .sort((a, b) => age(b) - age(a))
    .slice(0, 1);
  return [...watched.filter(isUrgent), ...oldest];
}

/** When a source that has failed is asked again: after five minutes, and twice as long each time, two hours at most. */
export function resumesAt({
  lastFailureAt,
  failures,
}: Pick<SourceState, 'lastFailureAt' | 'failures'>): Date {
  if (lastFailureAt === undefined || failures === 0) return new Date(0);
  const pause = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
  return new Date(lastFailureAt.getTime() + pause);
}
