import type { Paper } from '../papers/paper.js';
import type { Subscription } from './subscription.js';

/** However many topics there are, no message needs more: what is left comes with the next digest. */
const MOST_SHOWN = 50;
/** So many papers are one press away. */
const MOST_BEHIND = 100;

const DAY_MS = 24 * 60 * 60 * 1_000;
/** So far back papers are looked at. */
export const NEWS_MS = 14 * DAY_MS;

export interface DigestEntry {
  readonly paper: Paper;
  /** Every topic that it matches. */
  readonly topics: readonly Subscription[];
}

/** What the topics of one destination bring. */
export interface TopicDigest {
  /** In rank order. */
  readonly entries: readonly DigestEntry[];
  /** The ids of those of which only title and link can be shown. */
  readonly plain?: ReadonlySet<string>;
  /** What there was no room for, in rank order. */
  readonly behind: readonly Paper[];
  /** The topics that bring something, by their first paper. */
  readonly topics: readonly Subscription[];
}

/**
 * Whether a paper is news: first seen after an instant, at most fourteen days ago, and listed in time.
 */
export function isNews(paper: Paper, since: Date, now: Date): boolean {
  const seen = Date.parse(paper.firstSeenAt ?? '');
  return seen > Math.max(since.getTime(), now.getTime() - NEWS_MS) && isListedInTime(paper);
}

/** Whether a paper was first seen within fourteen days of its feed day; what is filled in later is history, and no news. */
export function isListedInTime({ firstSeenAt, feedDate }: Paper): boolean {
  return feedDate === undefined || Date.parse(feedDate) > Date.parse(firstSeenAt ?? '') - NEWS_MS;
}

/** Puts together what a destination gets; each paper once, whatever topics it matches, and at most `size` of each topic. */
export function composeDigest(options: {
  /** Those of one destination. */
  readonly topics: readonly Subscription[];
  /** The best first. */
  readonly ranked: readonly Paper[];
  /** The ids of the papers that a query matches. */
  readonly matching: (query: string) => ReadonlySet<string>;
  /** The ids of the papers that the destination has been given. */
  readonly given: ReadonlySet<string>;
  readonly now: Date;
}): TopicDigest {
  const { topics, ranked, matching, given, now } = options;
  const counts = new Map<Subscription, number>();
  const entries: DigestEntry[] = [];
  const behind: Paper[] = [];
  for (const paper of ranked) {
    const wanted = topics.filter(
      ({ query, matchesSince }) => matching(query).has(paper.id) && isNews(paper, matchesSince, now),
    );
    if (wanted.length === 0 || given.has(paper.id)) continue;
    const hasRoom = wanted.some((topic) => (counts.get(topic) ?? 0) < topic.size);
    if (!hasRoom || entries.length === MOST_SHOWN) {
      if (behind.length < MOST_BEHIND) behind.push(paper);
      continue;
    }
    for (const topic of wanted) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    entries.push({ paper, topics: wanted });
  }
  return { entries, behind, topics: [...counts.keys()] };
}
