import { Temporal } from 'temporal-polyfill';
import { dueRun, isWeekend, type LocalTime, localDate, nextRun } from './schedule.js';
import { type Subscription, type Topic, WEEKDAYS, type Weekday } from './subscription.js';

/** When a topic comes, on the clock of its owner. */
export interface TopicTime extends LocalTime, Pick<Topic, 'every' | 'weekday'> {}

const DAYS_OF_WEEK = 7;
/** What came in this long ago is no news any more. */
const LONGEST_WAIT_MS = 12 * 60 * 60 * 1_000;

/** The time of a topic: its own, else its owner's, else the usual one. */
export function topicTime(
  topic: Pick<Subscription, 'every' | 'weekday' | 'days' | 'at' | 'person'>,
  usual: LocalTime,
): TopicTime {
  const { every, weekday, days, person } = topic;
  const at = topic.at ?? person.at ?? usual.at;
  return { every, weekday, days, at, zone: person.zone ?? usual.zone };
}

/**
 * The first run after an instant. A local date that has had a digest gets no second one, and an ISO week no second weekly one. For a topic that
 * waits for papers it is the instant from which on they are brought: now, or on Monday where the weekend is left out.
 */
export function nextTopicRun(time: TopicTime, now: Date, lastDate?: string): Date {
  const { at, zone } = time;
  switch (time.every) {
    case 'new':
      return rests(time, now) ? nextRun({ at, zone, days: 'weekdays' }, now) : now;
    case 'day':
      return nextRun(time, now, lastDate);
    case 'week': {
      let before = lastDate === undefined ? undefined : endOfWeek(lastDate);
      for (;;) {
        const run = nextRun({ at, zone }, now, before);
        const date = localDate(run, zone);
        if (weekdayOf(date) === time.weekday) return run;
        before = date;
      }
    }
  }
}

/** A digest that is owed. */
export interface DueDigest {
  /** The local date it comes on. */
  readonly date: string;
  /** What it is for: a local date, or an ISO week; undefined where that is up to the papers. */
  readonly period: string | undefined;
  /** It is not sent any more from then on. */
  readonly expiresAt: Date;
}

/** The digest that is owed at an instant; nothing when its time is over, or has not come. */
export function dueDigest(time: TopicTime, now: Date): DueDigest | undefined {
  const { at, zone } = time;
  if (time.every === 'new') {
    const expiresAt = new Date(now.getTime() + LONGEST_WAIT_MS);
    return rests(time, now) ? undefined : { date: localDate(now, zone), period: undefined, expiresAt };
  }
  const due = dueRun(time.every === 'day' ? time : { at, zone }, now);
  if (due === undefined || time.every === 'day') return due && { ...due, period: due.date };
  return weekdayOf(due.date) === time.weekday ? { ...due, period: weekOf(due.date) } : undefined;
}

function rests({ days, zone }: TopicTime, now: Date): boolean {
  return days === 'weekdays' && isWeekend(localDate(now, zone));
}

/** The ISO week of a date: "2026-W21". */
export function weekOf(date: string): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

function weekdayOf(date: string): Weekday | undefined {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1];
}

function endOfWeek(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.add({ days: DAYS_OF_WEEK - day.dayOfWeek }).toString();
}
