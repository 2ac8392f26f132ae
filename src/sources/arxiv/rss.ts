import { z } from 'zod';
import { dayWritten } from '../../papers/calendar-day.js';
import { isCalendarDate } from '../../papers/paper.js';
import { elementText, type FeedItem, saysWithdrawn } from './feed-item.js';
import { parseXml, unreadable } from './xml.js';

const Item = z.object({
  title: elementText,
  link: elementText,
  description: elementText,
  creator: elementText,
  announce_type: elementText,
});

const Rss = z.object({
  rss: z.object({
    channel: z.object({
      pubDate: elementText,
      // An empty element is an empty text.
      item: z.array(Item.catch({})).optional().catch(undefined),
    }),
  }),
});

export interface Announcement {
  /** The day, YYYY-MM-DD in New York, on which arXiv announced them. */
  readonly date: string | undefined;
  readonly items: readonly FeedItem[];
}

/**
 * Reads a day's announcement, which is empty on weekends and holidays; throws a SourceError. Only what is new is taken, and with `cross` what
 * is new here but was filed elsewhere; of replacements only those that withdraw a paper. The day of the announcement stands for the day of publication, which RSS does
 * not tell.
 */
export function readRss(bytes: Uint8Array, options: { readonly cross?: boolean } = {}): Announcement {
  const reading = Rss.safeParse(parseXml(bytes));
  if (!reading.success) throw unreadable('sent XML that is no RSS feed');
  const { pubDate, item = [] } = reading.data.rss.channel;
  const wanted = options.cross === true ? ['new', 'cross'] : ['new'];
  const date = readDay(pubDate ?? '');
  const items = item
    .map(({ title, link, description = '', creator = '', announce_type: type = '' }) => ({
      type,
      id: link,
      title,
      abstract: /\bAbstract:\s*([\s\S]*)$/.exec(description)?.[1],
      authors: splitNames(creator),
      publishedAt: date,
    }))
    .filter(({ type, abstract }) =>
      type.startsWith('replace') ? saysWithdrawn({ abstract }) : wanted.includes(type),
    )
    .map(({ type: _type, ...rest }) => rest);
  return { date, items };
}

/** `Mon, 27 Apr 2026 00:00:00 -0400`, as written: the day in New York. */
function readDay(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b/.exec(text) ?? [];
  const date = dayWritten(year, month, day);
  return date !== undefined && isCalendarDate(date) ? date : undefined;
}

/** Names stand in one text with commas between them; "Jr." and numerals belong to the name before. */
function splitNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const part of text.split(',').map((name) => name.replace(/\s+/g, ' ').trim())) {
    const before = names.at(-1);
    if (before !== undefined && /^(?:[JS]r\.?|I{1,3}|IV)$/.test(part))
      names[names.length - 1] = `${before}, ${part}`;
    else if (part !== '') names.push(part);
  }
  return names;
}
