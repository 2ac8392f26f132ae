import { z } from 'zod';
import { SourceError } from '../web/source-error.js';
import { elementText, type FeedItem } from './feed-item.js';
import { parseXml, unreadable } from './xml.js';

const Entry = z.object({
  id: elementText,
  title: elementText,
  summary: elementText,
  published: elementText,
  comment: elementText,
  primary_category: z.object({ term: elementText }).optional().catch(undefined),
  author: z
    .array(z.object({ name: elementText }).catch({ name: undefined }))
    .optional()
    .catch(undefined),
});

const Feed = z.object({
  feed: z.object({
    totalResults: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .optional()
      .catch(undefined),
    entry: z.array(Entry.catch({})).default([]),
  }),
});

export interface AtomFeed {
  /** How many papers the whole answer has, over all its pages, where it tells. */
  readonly total: number | undefined;
  readonly items: readonly FeedItem[];
}

/** Reads an answer of arXiv's query interface; throws a SourceError, also where the only entry is arXiv's word for an error. */
export function readAtom(bytes: Uint8Array): AtomFeed {
  const reading = Feed.safeParse(parseXml(bytes));
  if (!reading.success) throw unreadable('sent XML that is no Atom feed');
  const { totalResults, entry } = reading.data.feed;
  if (entry.some(({ id = '', title }) => title === 'Error' || id.includes('/api/errors'))) {
    throw new SourceError('refused', 'arXiv answered with an error in the place of papers.');
  }
  const items = entry.map(
    ({ id, title, summary, published, comment, primary_category: primary, author = [] }) => ({
      id,
      title,
      abstract: summary,
      authors: author.flatMap(({ name }) => (name === undefined || name === '' ? [] : [name])),
      publishedAt: published,
      comment,
      category: primary?.term,
    }),
  );
  return { total: totalResults, items };
}
