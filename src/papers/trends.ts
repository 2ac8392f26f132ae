import { dayOf, dayPlus, daysSinceMonday } from './calendar-day.js';
import type { Paper } from './paper.js';
import type { SignalDay } from './signal-history.js';

/** What some papers were in one week. */
export interface TrendWeek {
  /** Its Monday, YYYY-MM-DD, in UTC. */
  readonly monday: string;
  /** How many of the papers were listed in it, or published where no list is known. */
  readonly papers: number;
  /** The votes they gained in it. */
  readonly votes: number;
}

/**
 * Papers and votes week by week, the oldest week first, up to the week of an instant. A paper's first known votes count in the week it was
 * listed in, for they came soon after; what it gains from then on counts in the week in which that was observed.
 */
export function trendWeeks(options: {
  readonly papers: readonly Paper[];
  /** Of these papers, the oldest first. */
  readonly history: readonly SignalDay[];
  readonly weeks: number;
  readonly now: Date;
}): readonly TrendWeek[] {
  const { papers, history, weeks, now } = options;
  const last = mondayOf(dayOf(now));
  const mondays = Array.from({ length: weeks }, (_, back) => dayPlus(last, -7 * (weeks - 1 - back)));
  const sums = new Map(mondays.map((monday) => [monday, { papers: 0, votes: 0 }]));
  const listed = new Map(papers.map((paper) => [paper.id, paper.feedDate ?? paper.publishedAt]));
  for (const day of listed.values()) {
    const week = day === undefined ? undefined : sums.get(mondayOf(day));
    if (week !== undefined) week.papers += 1;
  }
  const known = new Map<string, number>();
  for (const { paperId, day, upvotes } of history) {
    if (upvotes === undefined) continue;
    const before = known.get(paperId);
    const week = sums.get(mondayOf(before === undefined ? (listed.get(paperId) ?? day) : day));
    if (week !== undefined) week.votes += upvotes - (before ?? 0);
    known.set(paperId, upvotes);
  }
  return [...sums].map(([monday, sum]) => ({ monday, ...sum }));
}

function mondayOf(time: string): string {
  const day = time.slice(0, 10);
  return dayPlus(day, -daysSinceMonday(day));
}
