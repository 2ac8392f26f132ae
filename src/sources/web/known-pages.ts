import { z } from 'zod';
import type { SourceMemory } from '../source-memory.js';
import { hashOf } from './body.js';
import { SourceError } from './source-error.js';
import type { WebRequest } from './verdict.js';
import type { WebClient } from './web-client.js';

const Seen = z.object({
  hash: z.string().max(100),
  etag: z.string().max(300).optional(),
  /** Path and query of the page after it. */
  next: z.string().max(1_000).optional(),
  /** How many items it held. */
  items: z.number().optional(),
  /** How many of them were papers. */
  papers: z.number().optional(),
});

export type Seen = z.infer<typeof Seen>;

export interface AskedPage {
  /** Undefined when the page is the same as the one that was remembered. */
  readonly bytes: Uint8Array | undefined;
  /** What to remember once the content is kept. */
  readonly seen: Seen;
}

/** Pages that are asked for again and again: what is the same as last time, by its ETag or its content, need not be read again. */
export interface KnownPages {
  /** Undefined when there is no such page; rejects with a SourceError. */
  ask(request: WebRequest): Promise<AskedPage | undefined>;
  remember(path: string, seen: Seen): Promise<void>;
}

export function createKnownPages(options: {
  readonly web: WebClient;
  readonly memory: SourceMemory;
  /** Keeps the keys of one source apart from those of others. */
  readonly prefix: string;
}): KnownPages {
  const { web, memory, prefix } = options;
  return {
    async ask(request) {
      const known = readSeen(await memory.read(`${prefix}:${request.path}`));
      const answer = await web.get({ ...request, etag: known?.etag });
      if (answer.kind === 'absent') return undefined;
      if (answer.kind === 'unchanged') {
        // The page may be the same and no longer the last one.
        const { next } = answer;
        if (known !== undefined)
          return { bytes: undefined, seen: { ...known, ...(next === undefined ? {} : { next }) } };
        throw new SourceError(
          'unreadable',
          'The answer says that nothing has changed, but nothing was known.',
        );
      }
      const { bytes, etag, next } = answer;
      const hash = hashOf(bytes);
      const links = { ...(etag === undefined ? {} : { etag }), ...(next === undefined ? {} : { next }) };
      if (known?.hash !== hash) return { bytes, seen: { hash, ...links } };
      const { etag: _etag, next: _next, ...same } = known;
      return { bytes: undefined, seen: { ...same, ...links } };
    },
    remember: (path, seen) => memory.write(`${prefix}:${path}`, JSON.stringify(seen)),
  };
}

function readSeen(text: string | undefined): Seen | undefined {
  if (text === undefined) return undefined;
  try {
    return Seen.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
