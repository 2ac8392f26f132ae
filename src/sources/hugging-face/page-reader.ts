import { decodeText } from '../web/body.js';
import type { KnownPages, Seen } from '../web/known-pages.js';
import { SourceError } from '../web/source-error.js';

// Far more than the busiest month has; a server that links its pages in a circle must not hold us for ever.
const MOST_PAGES = 60;
/** We ask for a hundred. A body of millions of items would hold up everybody while they are read. */
const MOST_ITEMS = 120;

export interface ReadPage<Made> {
  readonly path: string;
  /** What was made of its items; undefined when the page is the same as the one that was remembered: then it was not parsed. */
  readonly made: Made | undefined;
  readonly seen: Seen;
}

/** Makes something of the items of a page; `before` is how many came on the pages before it. */
type Make<Made> = (values: readonly unknown[], before: number) => Promise<Made>;

/**
 * Reads a list page by page as its links say, until there are no more or so many items were read; of a page is kept only what is made of it.
 * Rejects with a SourceError.
 */
export async function readPages<Made>(
  pages: KnownPages,
  first: string,
  make: Make<Made>,
  mostItems = Number.POSITIVE_INFINITY,
): Promise<readonly ReadPage<Made>[]> {
  const read: ReadPage<Made>[] = [];
  const visited = new Set<string>();
  let items = 0;
  for (let path: string | undefined = first; path !== undefined && items < mostItems; ) {
    if (visited.has(path) || visited.size === MOST_PAGES) throw unreadable('links its pages without end');
    visited.add(path);
    const before = items;
    const page: ReadPage<Made> = await readPage(pages, path, (values) => make(values, before));
    read.push(page);
    items += page.seen.items ?? 0;
    path = page.seen.next;
  }
  return read;
}

async function readPage<Made>(
  pages: KnownPages,
  path: string,
  make: (values: readonly unknown[]) => Promise<Made>,
): Promise<ReadPage<Made>> {
  const asked = await pages.ask({ path, format: 'json', allowance: 'api' });
  if (asked === undefined) throw unreadable('has no such list');
  const { bytes, seen } = asked;
  if (bytes === undefined) return { path, made: undefined, seen };
  const values = readArray(bytes);
  return { path, made: await make(values), seen: { ...seen, items: values.length } };
}

/** Parses what Hugging Face answered; a list may be wrapped in an object as its `data`. */
export function readArray(bytes: Uint8Array): readonly unknown[] {
  const value = readJson(bytes);
  const list = typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  if (!Array.isArray(list)) throw unreadable('sent something else than a list');
  if (list.length > MOST_ITEMS)
    throw unreadable(
      `sent ${list.length.toLocaleString('en')} items at once, where a hundred were asked for`,
    );
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
