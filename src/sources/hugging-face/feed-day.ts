/** The first day there is a batch for. */
export const FIRST_FEED_DAY = '2023-05-04';

const ROLLS_AT_MINUTE = 21 * 60 + 30;
const DAY_MS = 24 * 60 * 60 * 1_000;
const NEW_YORK = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The feed day, YYYY-MM-DD, that Hugging Face fills at this moment: it rolls over at 21:30 in New York. */
export function feedDayAt(now: Date): string {
  const parts = new Map(NEW_YORK.formatToParts(now).map(({ type, value }) => [type, value]));
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return minute >= ROLLS_AT_MINUTE ? dayAfter(date) : date;
}

/** Whether the batch of a day can still grow. Votes and comments grow longer than that. */
export function stateOfDay(day: string, now: Date): 'complete' | 'filling' {
  return day < feedDayAt(now) ? 'complete' : 'filling';
}

/** All days from one to another, both included, oldest first. */
export function feedDays(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
