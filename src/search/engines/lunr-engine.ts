import lunr from 'lunr';
import type { Token } from '../analyzer.js';
import { analyzeDocument, clauseHolds, type DocumentTerms } from '../document-terms.js';
import { looseTerms, type Query, wantedTerms } from '../query/query.js';
import type { SearchDocument, SearchEngine, SearchHit, SearchRequest, SimilarHit } from '../search-engine.js';
import { strongestTerms, type WeightedTerm } from '../strongest-terms.js';
import { byDate, byPopularity } from './sort-hits.js';

// Exact forms stand in the index beside the stems; no stem can start with this.
const EXACT = '=';
const EXACT_BOOST = 0.5;

interface Entry {
  readonly document: SearchDocument;
  readonly terms: DocumentTerms;
  /** The words of each field as lunr indexes them. */
  readonly fields: {
    readonly id: string;
    readonly title: readonly string[];
    readonly abstract: readonly string[];
  };
}

/**
 * The lunr engine: in memory, for catalogs of up to a few thousand papers. lunr is handed analysed terms only: its own query parser can be
 * made to exhaust the heap by a single line of text.
 */
export function createLunrEngine(): SearchEngine {
  const entries = new Map<string, Entry>();
  const frequencies = new Map<string, number>();
  let index = buildIndex([]);

  const ranked = (
    build: (query: lunr.Query) => void,
    holds: (entry: Entry) => boolean,
  ): readonly SearchHit[] =>
    index
      .query(build)
      .map(({ ref, score }) => ({ id: ref, score }))
      .filter(({ id }) => {
        const entry = entries.get(id);
        return entry !== undefined && holds(entry);
      });

  return {
    name: 'lunr',
    get size() {
      return entries.size;
    },
    async add(documents) {
      for (const document of documents) {
        count(entries.get(document.id)?.terms, frequencies, -1);
        const { title, abstract, terms } = analyzeDocument(document);
        const fields = { id: document.id, title: indexed(title), abstract: indexed(abstract) };
        entries.set(document.id, { document, terms, fields });
        count(terms, frequencies, 1);
      }
      // A lunr index cannot be changed, only built anew.
      index = buildIndex([...entries.values()]);
    },
    async search(request) {
      const hits = ranked(
        (query) => addClauses(query, request),
        (entry) => satisfies(request.query, request.match, entry.terms),
      );
      const sorted = sortHits(hits, request, entries);
      return { total: sorted.length, hits: sorted.slice(request.offset, request.offset + request.limit) };
    },
    async similar(id, limit) {
      const source = entries.get(id);
      if (source === undefined) return [];
      const strongest = strongestTerms(source.terms, frequencies, entries.size);
      const hits = ranked(
        (query) => {
          for (const { stem, weight } of strongest) query.term(stem, { usePipeline: false, boost: weight });
        },
        ({ document }) => document.id !== id,
      );
      return hits.slice(0, limit).map((hit) => withShared(hit, strongest, entries));
    },
    async close() {
      entries.clear();
      frequencies.clear();
      index = buildIndex([]);
    },
  };
}

function buildIndex(entries: readonly Entry[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.ref('id');
  builder.field('title');
  builder.field('abstract');
  for (const { fields } of entries) builder.add(fields);
  return builder.build();
}

// lunr takes a list for words that are split already, and its pipeline is empty: what stands here is what stands in the index.
function indexed(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ stem, exact }) => [stem, EXACT + exact]);
}

function addClauses(query: lunr.Query, { query: asked, match, sort }: SearchRequest): void {
  const strict = match === 'all';
  const presence = strict ? lunr.Query.presence.REQUIRED : lunr.Query.presence.OPTIONAL;
  for (const { stem, exact } of strict ? wantedTerms(asked) : looseTerms(asked)) {
    query.term(stem, { usePipeline: false, presence });
    if (sort === 'relevance') query.term(EXACT + exact, { usePipeline: false, boost: EXACT_BOOST });
  }
}

function satisfies({ clauses }: Query, match: SearchRequest['match'], terms: DocumentTerms): boolean {
  return clauses.every((clause) => {
    if (clause.negated) return !clauseHolds(clause, terms);
    return match === 'any' || clause.kind === 'term' || clauseHolds(clause, terms);
  });
}

function sortHits(
  hits: readonly SearchHit[],
  { sort }: SearchRequest,
  entries: ReadonlyMap<string, Entry>,
): readonly SearchHit[] {
  switch (sort) {
    case 'relevance':
      return hits;
    case 'new':
      return hits.toSorted(byDate((id) => entries.get(id)?.document));
    case 'top':
      return hits.toSorted(byPopularity((id) => entries.get(id)?.document));
  }
}

function withShared(
  hit: SearchHit,
  strongest: readonly WeightedTerm[],
  entries: ReadonlyMap<string, Entry>,
): SimilarHit {
  const terms = entries.get(hit.id)?.terms;
  const shared = strongest.flatMap(({ stem }) => terms?.get(stem)?.surface ?? []);
  return { ...hit, shared };
}

function count(terms: DocumentTerms | undefined, frequencies: Map<string, number>, step: number): void {
  for (const stem of terms?.keys() ?? []) frequencies.set(stem, (frequencies.get(stem) ?? 0) + step);
}
