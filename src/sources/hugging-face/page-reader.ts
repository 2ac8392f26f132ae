import { z } from 'zod';
import type { SourceMemory } from '../source-memory.js';
import { decodeText, hashOf } from '../web/body.js';
import { SourceError } from '../web/source-error.js';
import type { WebClient } from '../web/web-client.js';

// Far more than the busiest month has; a server that links its pages in a circle must not hold us for ever.
const MOST_PAGES = 60;

const Seen = z.object({
  hash: z.string().max(100),
  etag: z.string().max(300).optional(),
  next: z.string().max(1_000).optional(),
  items: z.number(),
});
type Seen = z.infer<typeof Seen>;

export interface ReadPage {
  /** How many items came on the pages before it. */
  readonly before: number;
  /** Undefined when the page is the same as the one that was remembered: then it was not parsed. */
  readonly values: readonly unknown[] | undefined;
  /** To be kept once its papers are. */
  readonly seen: Seen;
  readonly path: string;
}

interface PageReaderOptions {
  readonly web: WebClient;
  readonly memory: SourceMemory;
}

/** Reads a list page by page as its links say; rejects with a SourceError. */
export function createPageReader({ web, memory }: PageReaderOptions) {
  const readPage = async (path: string, before: number): Promise<ReadPage> => {
    const known = readSeen(await memory.read(keyOf(path)));
    const answer = await web.get({ path, format: 'json', etag: known?.etag, allowance: 'api' });
    if (answer.kind === 'absent') throw unreadable('has no such list');
    if (answer.kind === 'unchanged') {
      if (known === undefined) throw unreadable('says that nothing has changed, but nothing was known');
      return { before, values: undefined, seen: known, path };
    }
    const hash = hashOf(answer.bytes);
    const { etag, next } = answer;
    const parts = { ...(etag === undefined ? {} : { etag }), ...(next === undefined ? {} : { next }) };
    if (known?.hash === hash) return { before, values: undefined, seen: { ...known, ...parts }, path };
    const values = readArray(answer.bytes);
    return { before, values, seen: { hash, items: values.length, ...parts }, path };
  };
  return {
    /** The pages from a path on, until there are no more or so many items were read. */
    async readAll(first: string, mostItems = Number.POSITIVE_INFINITY): Promise<readonly ReadPage[]> {
      const pages: ReadPage[] = [];
      const visited = new Set<string>();
      let items = 0;
      for (let path: string | undefined = first; path !== undefined && items < mostItems; ) {
        if (visited.has(path) || visited.size === MOST_PAGES) throw unreadable('links its pages without end');
        visited.add(path);
        const page: ReadPage = await readPage(path, items);
        pages.push(page);
        items += page.seen.items;
        path = page.seen.next;
      }
      return pages;
    },
    async remember(pages: readonly ReadPage[]): Promise<void> {
      for (const { path, seen } of pages) await memory.write(keyOf(path), JSON.stringify(seen));
    },
  };
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

function readSeen(text: string | undefined): Seen | undefined {
  if (text === undefined) return undefined;
  try {
    return Seen.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function keyOf(path: string): string {
  return `hugging-face:${path}`;
}
