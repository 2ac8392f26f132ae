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
