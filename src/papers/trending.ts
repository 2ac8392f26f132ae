import { dayPlus } from './calendar-day.js';
import type { Paper } from './paper.js';

export type Period = 'day' | 'week' | 'month';

const PERIOD_DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30 };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The ranked list of a period; it ends on the newest feed day known, which need not be today. */
export interface TrendingList {
  /** First and last feed day, YYYY-MM-DD; absent while no paper has one. */
  readonly days?: { readonly first: string; readonly last: string };
  readonly papers: readonly Paper[];
}

/**
 * How much a paper is talked about for its age: (upvotes + 2 * comments) / (age in hours + 12)^1.3. Age counts from the start of the feed
 * day in UTC, else from publication; a paper without any date scores as if it were a year old.
 */
export function trendingScore(paper: Paper, now: Date): number {
  const interest = (paper.upvotes ?? 0) + 2 * (paper.comments ?? 0);
  const seen = Date.parse(paper.feedDate ?? paper.publishedAt ?? '');
  const age = Number.isNaN(seen) ? 365 * DAY_MS : Math.max(0, now.getTime() - seen);
  return interest / (age / HOUR_MS + 12) ** 1.3;
}

/** Ranks papers by their trending score, best first; the source's own order breaks ties. */
export function rankByTrend(papers: readonly Paper[], now: Date): readonly Paper[] {
  return papers
    .map((paper) => ({ paper, score: trendingScore(paper, now) }))
    .sort((a, b) => b.score - a.score || feedOrder(a.paper, b.paper))
    .map(({ paper }) => paper);
}

/** The trending list of a period among papers in the order of their feeds, of which only those of the period are looked at. */
export function trending(papers: readonly Paper[], period: Period, now: Date): TrendingList {
  const last = papers[0]?.feedDate;
  if (last === undefined) return { papers: rankByTrend(papers, now) };
  const first = dayPlus(last, 1 - PERIOD_DAYS[period]);
  const earlier = papers.findIndex(({ feedDate = '' }) => feedDate < first);
  const inPeriod = earlier < 0 ? papers : papers.slice(0, earlier);
  return { days: { first, last }, papers: rankByTrend(inPeriod, now) };
}

/** Newest feed day first, then the source's own order, then the id, so that the order never depends on chance. */
export function feedOrder(a: Paper, b: Paper): number {
  const [dayA, dayB] = [a.feedDate ?? '', b.feedDate ?? ''];
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  const ranks = (a.feedRank ?? Number.MAX_SAFE_INTEGER) - (b.feedRank ?? Number.MAX_SAFE_INTEGER);
  return ranks || (a.id < b.id ? -1 : 1);
}
