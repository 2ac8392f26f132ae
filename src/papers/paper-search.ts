import {
  type Completion,
  type CompletionRequest,
  completeQuery,
} from '../search/completion/complete-query.js';
import { freeSearch } from '../search/free-search.js';
import type { Query } from '../search/query/query.js';
import { titleQuery } from '../search/query/title-query.js';
import type { SearchEngine, Sort } from '../search/search-engine.js';
import type { Catalog } from './catalog.js';
import { rememberCompletions } from './known-completions.js';
import type { Paper } from './paper.js';
import type { SignalHistory } from './signal-history.js';
import { type Period, trending } from './trending.js';
import { type TrendWeek, trendWeeks } from './trends.js';

export interface PaperPage {
  readonly papers: readonly Paper[];
  /** How many there are to page through. */
  readonly total: number;
}

export interface FoundPapers extends PaperPage {
  /** How many papers hold every clause of the query; they come first. */
  readonly strict: number;
}

export interface TrendingPapers extends PaperPage {
  readonly days?: { readonly first: string; readonly last: string };
}

export interface SimilarPaper {
  readonly paper: Paper;
  readonly shared: readonly string[];
}

// A text has no ages in it, so the time does not matter.
const NEVER = new Date(0);

/** Offset and limit count papers. */
interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** The ways to ask the catalog for papers. */
export interface PaperSearch {
  search(
    request: Page & { readonly query: Query; readonly sort: Sort; readonly now: Date },
  ): Promise<FoundPapers>;
  trending(
    request: Page & { readonly period: Period; readonly query?: Query | undefined; readonly now: Date },
  ): Promise<TrendingPapers>;
  /** The ids of all papers that hold every clause of a query. */
  matching(query: Query, now: Date): Promise<ReadonlySet<string>>;
  /** How many papers match a query, and how that went week by week. */
  trends(request: {
    readonly query: Query;
    readonly weeks: number;
    readonly now: Date;
  }): Promise<{ readonly total: number; readonly weeks: readonly TrendWeek[] }>;
  similar(id: string, limit: number): Promise<readonly SimilarPaper[]>;
  /** The papers that share most with a text, in which nothing is syntax; undefined where it holds no words to go by. */
  like(
    text: string,
    limit: number,
  ): Promise<{ readonly query: Query; readonly papers: readonly Paper[] } | undefined>;
  /** What a query that is being typed could become. */
  complete(request: CompletionRequest): Promise<readonly Completion[]>;
}

export function createPaperSearch(options: {
  readonly catalog: Catalog;
  readonly engine: SearchEngine;
  readonly signals: SignalHistory;
}): PaperSearch {
  const { catalog, engine, signals } = options;
  const paperOf = ({ id }: { readonly id: string }) => catalog.get(id) ?? [];

  return {
    complete: rememberCompletions(catalog, (request) => completeQuery(engine, request)),
    async search(request) {
      const { hits, ...counts } = await freeSearch(engine, request);
      return { ...counts, papers: hits.flatMap(paperOf) };
    },
    async trending({ period, query, now, offset, limit }) {
      const { papers, ...list } = trending(catalog.all(), period, now);
      const matching = query === undefined ? undefined : await matchingOf({ query, now }, engine);
      const found = matching === undefined ? papers : papers.filter(({ id }) => matching.has(id));
      return { ...list, total: found.length, papers: found.slice(offset, offset + limit) };
    },
    matching: (query, now) => matchingOf({ query, now }, engine),
    async trends({ query, weeks, now }) {
      const ids = await matchingOf({ query, now }, engine);
      const papers = catalog.all().filter(({ id }) => ids.has(id));
      const history = await signals.of(papers.map(({ id }) => id));
      return { total: papers.length, weeks: trendWeeks({ papers, history, weeks, now }) };
    },
    async like(text, limit) {
      const query = titleQuery(text);
      if (query === undefined) return undefined;
      const request = { query, sort: 'relevance', offset: 0, limit, now: NEVER } as const;
      const { hits } = await freeSearch(engine, request);
      return { query, papers: hits.flatMap(paperOf) };
    },
    async similar(id, limit) {
      const hits = await engine.similar(id, limit);
      return hits.flatMap((hit) => {
        const paper = catalog.get(hit.id);
        return paper === undefined ? [] : [{ paper, shared: hit.shared }];
      });
    },
  };
}

async function matchingOf(
  asked: { readonly query: Query; readonly now: Date },
  engine: SearchEngine,
): Promise<ReadonlySet<string>> {
  const request = { ...asked, match: 'all', sort: 'relevance', offset: 0, limit: engine.size } as const;
  return new Set((await engine.search(request)).hits.map(({ id }) => id));
}
