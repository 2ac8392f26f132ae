import { Temporal } from 'temporal-polyfill';
import type { Target } from '../core/invocation.js';
import type { Layout } from '../core/layout.js';

/** The days of a week that have a list; weekdays are Monday to Friday. */
export type Days = 'all' | 'weekdays';

/** What a list is made of, where a source brings new days: the last complete day, or the newest one as it stands, though it may still fill. */
export type Batch = 'complete' | 'now';

/** A time of day on the clock of a place. */
export interface LocalTime {
  /** HH:MM on the 24-hour clock. */
  readonly at: string;
  /** An IANA name. */
  readonly zone: string;
  /** All of them when absent. */
  readonly days?: Days;
}

/** When and how a destination gets its daily list. */
export interface DailySchedule extends LocalTime {
  readonly target: Target;
  readonly list: 'daily';
  /** At most so many papers, 1 to 25. */
  readonly size: number;
  /** In canonical form: only papers that match it. */
  readonly query?: string;
  /** Whether a day without papers says so, and why. */
  readonly quiet?: boolean;
  /** The last complete day when absent. */
  readonly batch?: Batch;
  /** A message when absent. */
  readonly layout?: Layout;
  readonly createdBy: string;
  readonly nextRunAt: Date;
}

/** Where schedules are kept: at most one for each destination. */
export interface ScheduleStore {
  find(target: Target): Promise<DailySchedule | undefined>;
  /** Adds the schedule, or replaces the one its destination had when it was read; false when that is not as it was read any more. */
  save(schedule: DailySchedule, before?: DailySchedule): Promise<boolean>;
  /** Ends a schedule, and what it has planned but not sent; tells whether there was one. */
  remove(target: Target, now: Date): Promise<boolean>;
  /** The schedules whose next run has come, the oldest first, and so many at most; those of some zones are left out. */
  due(now: Date, most: number, exceptZones?: readonly string[]): Promise<readonly DailySchedule[]>;
}

/** The date a place has at an instant. */
export function localDate(now: Date, zone: string): string {
  return zoned(now, zone).toPlainDate().toString();
}

/** Monday is the first day of a week for Temporal, as for ISO 8601. */
const FRIDAY = 5;

/** Whether a date, YYYY-MM-DD, is a Saturday or a Sunday. */
export function isWeekend(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek > FRIDAY;
}

/**
 * The instant of a time of day on a local date. A time that a clock change skips runs as much later as was skipped; where that is on
 * another date, there is no run on this one. Of a time that comes twice, the first counts. On a day that is left out there is none.
 */
export function runOn(date: string, { at, zone, days = 'all' }: LocalTime): Date | undefined {
  if (days === 'weekdays' && isWeekend(date)) return undefined;
  const day = Temporal.PlainDate.from(date);
  const run = day.toZonedDateTime({ timeZone: zone, plainTime: at });
  return run.toPlainDate().equals(day) ? new Date(run.epochMilliseconds) : undefined;
}

/** The first run after an instant, and after a local date that has had its list: moving the time or the zone gives no date two. */
export function nextRun(time: LocalTime, now: Date, lastDate?: string): Date {
  let day = zoned(now, time.zone).toPlainDate();
  if (lastDate !== undefined) day = later(day, Temporal.PlainDate.from(lastDate).add({ days: 1 }));
  for (;;) {
    const run = runOn(day.toString(), time);
    if (run !== undefined && run > now) return run;
    day = day.add({ days: 1 });
  }
}

/** What has not been sent by then is no news any more; the end of the local date may come first. */
const LONGEST_WAIT_MS = 12 * 60 * 60 * 1_000;

/** A list that is owed. */
export interface DueRun {
  /** The local date it is for. */
  readonly date: string;
  /** It is not sent any more from then on. */
  readonly expiresAt: Date;
}

/** The list that is owed at an instant: today's, from its time on until twelve hours later or the end of the date. None is made up for. */
export function dueRun(time: LocalTime, now: Date): DueRun | undefined {
  const date = localDate(now, time.zone);
  const run = runOn(date, time);
  if (run === undefined || run > now) return undefined;
  const latest = run.getTime() + LONGEST_WAIT_MS;
  const expiresAt = new Date(Math.min(latest, endOfDate(date, time.zone).getTime()));
  return now < expiresAt ? { date, expiresAt } : undefined;
}

/** The instant at which a local date is over. */
export function endOfDate(date: string, zone: string): Date {
  const tomorrow = Temporal.PlainDate.from(date).add({ days: 1 });
  return new Date(tomorrow.toZonedDateTime(zone).epochMilliseconds);
}

function zoned(now: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? b : a;
}
