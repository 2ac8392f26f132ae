import { decodeText } from '../web/body.js';
import type { KnownPages, Seen } from '../web/known-pages.js';
import { SourceError } from '../web/source-error.js';

// Far more than the busiest month has; a server that links its pages in a circle must not hold us for ever.
const MOST_PAGES = 60;

export interface ReadPage {
  readonly path: string;
  /** How many items came on the pages before it. */
  readonly before: number;
  /** Undefined when the page is the same as the one that was remembered: then it was not parsed. */
  readonly values: readonly unknown[] | undefined;
  readonly seen: Seen;
}

/** Reads a list page by page as its links say, until there are no more or so many items were read; rejects with a SourceError. */
export async function readPages(
  pages: KnownPages,
  first: string,
  mostItems = Number.POSITIVE_INFINITY,
): Promise<readonly ReadPage[]> {
  const read: ReadPage[] = [];
  const visited = new Set<string>();
  let items = 0;
  for (let path: string | undefined = first; path !== undefined && items < mostItems; ) {
    if (visited.has(path) || visited.size === MOST_PAGES) throw unreadable('links its pages without end');
    visited.add(path);
    const page: ReadPage = await readPage(pages, path, items);
    read.push(page);
    items += page.seen.items ?? 0;
    path = page.seen.next;
  }
  return read;
}

async function readPage(pages: KnownPages, path: string, before: number): Promise<ReadPage> {
  const asked = await pages.ask({ path, format: 'json', allowance: 'api' });
  if (asked === undefined) throw unreadable('has no such list');
  const { bytes, seen } = asked;
  if (bytes === undefined) return { path, before, values: undefined, seen };
  const values = readArray(bytes);
  return { path, before, values, seen: { ...seen, items: values.length } };
}

/** Parses what Hugging Face answered; a list may be wrapped in an object as its `data`. */
export function readArray(bytes: Uint8Array): readonly unknown[] {
  const value = readJson(bytes);
  const list = typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  if (!Array.isArray(list)) throw unreadable('sent something else than a list');
  return list;
}

export function readJson(bytes: Uint8Array): unknown {
  const reading = decodeText(bytes);
  if (!reading.ok) throw unreadable(`sent a body that ${reading.problem}`);
  try {
    return JSON.parse(reading.text);
  } catch (cause) {
    throw unreadable('sent JSON that is broken or cut off', cause);
  }
}

function unreadable(what: string, cause?: unknown): SourceError {
  return new SourceError('unreadable', `Hugging Face ${what}.`, { cause });
}
