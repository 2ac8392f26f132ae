import { parseQuery } from '../query/parse.js';
import type { Query } from '../query/query.js';
import type { SearchEngine, Suggestion } from '../search-engine.js';
import { beginningsOf, canonicalQuery, continuations } from './continuations.js';
import { readUnfinished } from './unfinished-query.js';

export interface CompletionRequest {
  /** As typed so far. */
  readonly written: string;
  /** What is offered while nothing is typed. */
  readonly examples: readonly string[];
  /** So many completions, and none longer than so many UTF-16 units. */
  readonly most: number;
  readonly longest: number;
  /** What `age<` counts from. */
  readonly now: Date;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** A whole query in canonical form, and how many papers it finds. */
export interface Completion {
  readonly query: Query;
  readonly total: number;
}

/** The index is asked for more than is shown, because forms of one word count once and not all go with the rest of the query. */
const MOST_KNOWN = 60;
/** Every offer is searched for, so this many keep an answer within a few milliseconds. */
const MOST_WORDS = 12;
const MOST_OFFERS = 20;

/**
 * What a query that is being typed could become. What it says already comes first; of the rest only what finds papers, the most of them
 * first.
 */
export async function completeQuery(
  engine: SearchEngine,
  request: CompletionRequest,
): Promise<readonly Completion[]> {
  if (engine.complete !== undefined) return engine.complete(request);
  const { written, examples, most, longest, signal } = request;
  const count = (queries: readonly Query[]) => countAll(engine, queries, request);
  const fits = ({ text }: Query) => text.length <= longest;
  if (written.trim() === '') {
    const found = await count(examples.flatMap(readable).filter(fits));
    return found.filter(({ total }) => total > 0).slice(0, most);
  }
  const unfinished = readUnfinished(written);
  const { word, names } = beginningsOf(unfinished);
  const known = await askFor(engine, word === undefined ? names : [word, ...names]);
  if (signal?.aborted) return [];
  const own = (unfinished.query === undefined ? [] : [canonicalQuery(unfinished.query)]).filter(fits);
  const offered = new Set(own.map(({ text }) => text));
  const isNew = (query: Query) => fits(query) && !offered.has(query.text) && offered.add(query.text);
  const { words, names: named } = continuations(unfinished, (beginning) => known.get(beginning) ?? []);
  const chosen = choose(words.filter(isNew), named.filter(isNew));
  const [itself, offers] = await Promise.all([count(own), count(chosen)]);
  return [...itself, ...worthwhile(offers, unfinished.joined, itself[0]?.total)].slice(0, most);
}

/** Those that find papers, the most first. An alternative has to find more than there is without it, an exclusion fewer. */
function worthwhile(
  offers: readonly Completion[],
  joined: 'and' | 'or' | 'not',
  before = joined === 'not' ? Number.POSITIVE_INFINITY : 0,
): readonly Completion[] {
  const finding = offers.filter(({ total }) => total > 0);
  switch (joined) {
    case 'and':
      return finding.toSorted((a, b) => b.total - a.total);
    case 'or':
      return finding.filter(({ total }) => total > before).toSorted((a, b) => b.total - a.total);
    case 'not':
      return finding.filter(({ total }) => total < before).toSorted((a, b) => a.total - b.total);
  }
}

function readable(example: string): readonly Query[] {
  const parsed = parseQuery(example);
  return parsed.ok ? [canonicalQuery(parsed.query)] : [];
}

async function askFor(
  engine: SearchEngine,
  beginnings: readonly string[],
): Promise<ReadonlyMap<string, readonly Suggestion[]>> {
  const asked = [...new Set(beginnings)];
  return new Map(
    await Promise.all(
      asked.map(async (beginning) => [beginning, await engine.suggest(beginning, MOST_KNOWN)] as const),
    ),
  );
}

/** Words and names share the places; what one of them leaves free the other may take. */
function choose(words: readonly Query[], names: readonly Query[]): readonly Query[] {
  const forWords = Math.max(MOST_WORDS, MOST_OFFERS - names.length);
  return [...words.slice(0, forWords), ...names].slice(0, MOST_OFFERS);
}

function countAll(
  engine: SearchEngine,
  queries: readonly Query[],
  { now }: CompletionRequest,
): Promise<readonly Completion[]> {
  return Promise.all(
    queries.map(async (query) => {
      const request = { query, match: 'all', sort: 'relevance', offset: 0, limit: 0, now } as const;
      return { query, total: (await engine.search(request)).total };
    }),
  );
}
