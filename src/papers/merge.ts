import {
  byCount,
  byEntries,
  byFirstDay,
  byFullness,
  bySource,
  byText,
  byValue,
  type Order,
  whereKnown,
} from './merge-order.js';
import { byNamedAuthors, hearsAuthors, namedAuthors } from './named-authors.js';
import type { Paper } from './paper.js';

/** What changes with time: the later observation counts, also when it says less. */
const CHANGING = [
  ...(['upvotes', 'comments', 'githubStars'] as const),
  ...(['githubRepo', 'projectPage', 'thumbnail'] as const),
] as const;

type Changing = (typeof CHANGING)[number];

/** What is noted of an observation: when each value that changes was seen, and when and by whom its authors were named and it was listed. */
export const OBSERVED_FIELDS = [...CHANGING, 'authors', 'authorsSource', 'feed', 'feedSource'] as const;

/** Instants are ISO 8601 in UTC. A value without one gives way to one with. */
export type ObservedAt = Readonly<Partial<Record<(typeof OBSERVED_FIELDS)[number], string>>>;

/** A paper, with what decides where somebody says otherwise. */
export interface KnownPaper {
  readonly paper: Paper;
  readonly observed: ObservedAt;
}

type Feed = 'feedDate' | 'feedRank';
type Lasting = Exclude<keyof Paper, Changing | Feed | 'authors' | 'id' | 'firstSeenAt' | 'updatedAt'>;
type Draft = { -readonly [Key in keyof Paper]: Paper[Key] };

/** What lasts: the better value counts, whenever it was observed. */
const BETTER: { readonly [Key in Lasting]: Order<NonNullable<Paper[Key]>> } = {
  title: byFullness,
  abstract: byFullness,
  authorCount: byCount,
  organization: byFullness,
  publishedAt: byFirstDay,
  aiSummary: byFullness,
  aiKeywords: byEntries,
  url: byFullness,
  pdfUrl: byFullness,
  source: bySource,
};
const LASTING = Object.keys(BETTER).filter((key): key is Lasting => key in BETTER);

/**
 * A look at a paper: what a source said of it at an instant. A saved page tells of its own day, and a line that a catalog has written of
 * the time it names; neither tells of the future.
 */
export function observePaper(paper: Paper, now: Date): KnownPaper {
  const { updatedAt, authors, ...known } = listedUntil(paper, now);
  const { feedDate, source, firstSeenAt = now.toISOString() } = known;
  const ofPage = source === 'daily-papers-page' && feedDate !== undefined ? `${feedDate}T23:59:59Z` : '';
  const told = Date.parse(updatedAt ?? ofPage);
  const at = new Date(Number.isNaN(told) ? now : Math.min(told, now.getTime())).toISOString();
  const seen = CHANGING.filter((field) => paper[field] !== undefined);
  const named = authors === undefined || authors.length === 0 ? {} : { authors };
  const areTold = authors !== undefined && (authors.length > 0 || hearsAuthors(source));
  return {
    paper: { ...known, ...named, firstSeenAt },
    observed: {
      ...Object.fromEntries(seen.map((field) => [field, at])),
      ...(areTold ? { authors: at, authorsSource: source } : {}),
      ...(feedDate === undefined ? {} : { feed: at, feedSource: source }),
    },
  };
}

/** A look at a paper that nobody has brought as new: it tells neither when it was first seen nor of a feed day. */
export function observeInPassing(paper: Paper, now: Date): KnownPaper {
  const { feedDate: _date, feedRank: _rank, ...unlisted } = paper;
  const { paper: seen, observed } = observePaper(unlisted, now);
  const { firstSeenAt: _seen, ...known } = seen;
  return { paper: known, observed };
}

/** A feed day that has not begun yet is a mistake; believed, it would be the newest one for as long as it takes. */
function listedUntil(paper: Paper, now: Date): Paper {
  if ((paper.feedDate ?? '') <= now.toISOString().slice(0, 10)) return paper;
  const { feedDate: _date, feedRank: _rank, ...rest } = paper;
  return rest;
}

/**
 * Makes one of two observations of a paper, field by field: of what lasts the fuller value, of what changes the later one, and never what is
 * unknown over what is known. Neither the order nor the number of times matters. The id is the first one's.
 */
export function joinPapers(a: KnownPaper, b: KnownPaper): KnownPaper {
  const feed = feedOf(byFeed(a, b) < 0 ? b : a);
  const authors = namedAuthors(byNamedAuthors(a, b) < 0 ? b : a);
  const { feedDate: _date, feedRank: _rank, authors: _authors, ...known }: Draft = { ...b.paper, ...a.paper };
  const paper: Draft = { ...known, ...feed.paper, ...authors.paper, ...notes(a.paper, b.paper) };
  const observed: Partial<Record<keyof ObservedAt, string>> = {
    ...b.observed,
    ...a.observed,
    ...feed.observed,
    ...authors.observed,
  };
  for (const field of LASTING) if (isBetter(b.paper, a.paper, field)) copy(b.paper, paper, field);
  for (const field of CHANGING) {
    if (!isLater(b, a, field)) continue;
    copy(b.paper, paper, field);
    const at = b.observed[field];
    if (at !== undefined) observed[field] = at;
  }
  return { paper, observed };
}

/** What a catalog notes: the first sight, and the last change. */
function notes(a: Paper, b: Paper): Pick<Paper, 'firstSeenAt' | 'updatedAt'> {
  const [firstSeenAt] = [a.firstSeenAt, b.firstSeenAt].filter((at) => at !== undefined).sort();
  const updatedAt = [a.updatedAt, b.updatedAt]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return {
    ...(firstSeenAt === undefined ? {} : { firstSeenAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function isBetter<Key extends Lasting>(one: Paper, other: Paper, key: Key): boolean {
  return whereKnown<NonNullable<Paper[Key]>>(BETTER[key])(one[key] ?? undefined, other[key] ?? undefined) > 0;
}

function isLater(one: KnownPaper, other: KnownPaper, field: Changing): boolean {
  const [value, otherValue] = [one.paper[field], other.paper[field]];
  if (value === undefined || otherValue === undefined) return false;
  // Of two observations at one moment the larger counts, so that chance decides nothing.
  const order = whereKnown(byText)(one.observed[field], other.observed[field]) || byValue(value, otherValue);
  return order > 0;
}

function copy<Key extends keyof Paper>(from: Paper, to: Draft, key: Key): void {
  to[key] = from[key];
}

/** The feed day and the place in it belong together: the better source, the earlier day, and how the day stood at last. */
function byFeed(a: KnownPaper, b: KnownPaper): number {
  const [left, right] = [a.paper, b.paper];
  return (
    Number(left.feedDate !== undefined) - Number(right.feedDate !== undefined) ||
    whereKnown(bySource)(a.observed.feedSource, b.observed.feedSource) ||
    byFirstDay(left.feedDate ?? '', right.feedDate ?? '') ||
    Number(left.feedRank !== undefined) - Number(right.feedRank !== undefined) ||
    whereKnown(byText)(a.observed.feed, b.observed.feed) ||
    byCount(right.feedRank ?? 0, left.feedRank ?? 0)
  );
}

function feedOf({ paper: { feedDate, feedRank }, observed: { feed, feedSource } }: KnownPaper) {
  return {
    paper: {
      ...(feedDate === undefined ? {} : { feedDate }),
      ...(feedRank === undefined ? {} : { feedRank }),
    },
    observed: {
      ...(feed === undefined ? {} : { feed }),
      ...(feedSource === undefined ? {} : { feedSource }),
    },
  };
}
