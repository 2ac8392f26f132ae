import type { Completion, CompletionRequest } from '../search/completion/complete-query.js';
import type { Catalog } from './catalog.js';

type Complete = (request: CompletionRequest) => Promise<readonly Completion[]>;

/** An answer takes some ten kilobytes. */
const MOST_REMEMBERED = 500;
/** What an age matches changes by itself, if slowly. */
const LIFE_MS = 10 * 60_000;

/**
 * The same completions, each worked out once for as long as the papers stay the same, and for ten minutes at most: many people begin alike,
 * and every completion takes tens of searches. Those typed longest ago are forgotten first.
 */
export function rememberCompletions(catalog: Pick<Catalog, 'all'>, complete: Complete): Complete {
  const known = new Map<string, readonly Completion[]>();
  let papers = catalog.all();
  let since = Number.NEGATIVE_INFINITY;
  return async (request) => {
    const { written, examples, most, longest, now, signal } = request;
    const passed = now.getTime() - since;
    if (papers !== catalog.all() || passed < 0 || passed >= LIFE_MS) {
      known.clear();
      since = now.getTime();
    }
    papers = catalog.all();
    const asked = papers;
    const key = JSON.stringify([written, examples, most, longest]);
    const before = known.get(key);
    const completions = before ?? (await complete(request));
    // What was given up is empty, and what came meanwhile is about other papers.
    if (signal?.aborted || asked !== catalog.all()) return completions;
    known.delete(key);
    known.set(key, completions);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_REMEMBERED) break;
      known.delete(oldest);
    }
    return completions;
  };
}
