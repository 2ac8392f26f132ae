const DAY_MS = 24 * 60 * 60 * 1_000;

/** The day of an instant in UTC, YYYY-MM-DD. */
export function dayOf(instant: Date | number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The day so many days after a day, or before it where they are negative. */
export function dayPlus(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS);
}

/** How many days a day comes after the Monday of its week: 0 for a Monday, 6 for a Sunday. */
export function daysSinceMonday(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day whose month is written with three English letters, such as `May`; undefined where that is no month. The day may still not be a real one. */
export function dayWritten(year: string | number, month: string, dayOfMonth: string): string | undefined {
  const number = MONTHS.indexOf(month) + 1;
  return number === 0
    ? undefined
    : `${year}-${String(number).padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
}
