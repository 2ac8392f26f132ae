import type { Action, Item, Span, Thumbnail } from '../core/reply.js';
import { cleanText, cutText, isBlank } from '../core/safe-text.js';
import type { Paper } from '../papers/paper.js';
import { bestPassage, highlight } from '../search/highlighter.js';
import type { Query } from '../search/query/query.js';

const MOST_AUTHORS = 3;
/** Made once: making one takes longer than all else on a card. */
const LONG_DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
/** How much of an abstract a card in a list shows, in UTF-16 units; platforms may cut further. */
export const CARD_ABSTRACT = 320;

/** A paper as a card in a list, with what a query asked for marked. */
export function paperCard(
  paper: Paper,
  options: {
    readonly number?: number;
    readonly query?: Query | undefined;
    readonly body?: readonly Span[];
  } = {},
): Item {
  const { number, query } = options;
  const body = options.body ?? cardBody(paper, query);
  const thumbnail = thumbnailOf(paper);
  return {
    type: 'item',
    title: markSpans(shownTitle(paper), query),
    url: paperLink(paper),
    byline: bylineOf(paper),
    badges: badgesOf(paper),
    actions: paperActions(paper),
    ...(number === undefined ? {} : { number }),
    ...(body.length === 0 ? {} : { body }),
    ...(thumbnail === undefined ? {} : { thumbnail }),
  };
}

/** Title and link of a paper, for one of which more cannot be shown. */
export function plainCard(paper: Paper): Item {
  const { url } = paper;
  return {
    type: 'item',
    title: [{ text: shownTitle(paper) }],
    badges: [],
    actions: [],
    ...(url === undefined ? {} : { url }),
  };
}

/** What a paper is called; a title of which nothing is to be seen would leave nothing to read or to press. */
export function shownTitle({ title }: Pick<Paper, 'title'>): string {
  return isBlank(title) ? 'Untitled' : title;
}

/** Text as spans, with the words a query asks for marked. */
export function markSpans(text: string, query: Query | undefined): readonly Span[] {
  if (query === undefined) return [{ text }];
  return highlight(text, query).map(({ text: part, matched }) =>
    matched ? { text: part, style: 'mark' } : { text: part },
  );
}

export function thumbnailOf(paper: Paper): Thumbnail | undefined {
  const { thumbnail } = paper;
  return thumbnail === undefined ? undefined : { url: thumbnail, alt: `First page of ${shownTitle(paper)}` };
}

/** Where a paper can be read; papers of unknown address get a search for their title. */
export function paperLink(paper: Paper): string {
  return (
    paper.url ?? `https://huggingface.co/papers?q=${encodeURIComponent(cleanText(paper.title.slice(0, 250)))}`
  );
}

/** Who wrote it and when: "Ada Lovelace, Alan Turing and 3 more · 16 March 2026". */
export function bylineOf(paper: Paper): string {
  return [authorsOf(paper), paper.publishedAt === undefined ? undefined : longDate(paper.publishedAt)]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** A date as people write it, in English and UTC: "16 March 2026". */
export function longDate(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : LONG_DATE.format(time);
}

/** "1 paper", "2 papers", "1,203 papers". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function authorsOf({ authors = [], authorCount, organization }: Paper): string | undefined {
  const total = Math.max(authorCount ?? 0, authors.length);
  if (authors.length === 0) return organization ?? (total === 0 ? undefined : counted(total, 'author'));
  const shown = authors.slice(0, MOST_AUTHORS);
  const named = shown.join(', ');
  const more = total > shown.length ? ` and ${total - shown.length} more` : '';
  return organization === undefined ? named + more : `${named}${more} (${organization})`;
}

function badgesOf({ upvotes, comments, githubStars }: Paper): readonly string[] {
  return [
    upvotes === undefined ? undefined : counted(upvotes, 'upvote'),
    comments === undefined || comments === 0 ? undefined : counted(comments, 'comment'),
    githubStars === undefined ? undefined : counted(githubStars, 'star'),
  ].filter((badge) => badge !== undefined);
}

function cardBody(paper: Paper, query: Query | undefined): readonly Span[] {
  const text = paper.aiSummary ?? paper.abstract ?? '';
  if (text === '') return [];
  if (query === undefined) return [{ text: shorten(text) }];
  // A summary may not hold the words that were searched for; the abstract is what was indexed.
  return markSpans(shorten(bestPassage(paper.abstract ?? text, query)), query);
}

function shorten(text: string): string {
  if (text.length <= CARD_ABSTRACT) return text;
  const space = text.lastIndexOf(' ', CARD_ABSTRACT);
  return space < CARD_ABSTRACT - 40 ? cutText(text, CARD_ABSTRACT) : `${text.slice(0, space)}…`;
}

function paperActions({ id }: Paper): readonly Action[] {
  const command = { kind: 'command', options: { paper: id } } as const;
  return [
    { ...command, label: 'Abstract', prompt: 'Abstract of…', command: 'show' },
    { ...command, label: 'Similar', prompt: 'Similar to…', command: 'similar' },
  ];
}
