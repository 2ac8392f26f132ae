import type { AnalysedDocument } from '../../document-terms.js';
import type { QueryNode } from '../../query/ast.js';
import { matches } from '../../query/evaluate.js';
import { loosen, wantedWords } from '../../query/wanted-words.js';
import type { SearchEngine, SearchHit, SearchPage, SearchRequest, SimilarHit } from '../../search-engine.js';
import { MOST_SHARED, strongestTerms, type WeightedTerm } from '../../strongest-terms.js';
import { inverseFrequency } from '../../term-statistics.js';
import { sortHits } from '../sort-hits.js';
import { exactFactor, phraseFactor, phrasesOf } from './bonuses.js';
import type { LunrIndex } from './lunr-index.js';
import { createPaperTable, type PaperTable } from './paper-table.js';

/** So many of the best are looked at for the forms of their words; always the same ones, so that pages fit each other. */
const READ_CLOSELY = 100;

/**
 * The lunr engine: in memory, for catalogs of up to a few thousand papers. What matches is decided by the query alone; lunr puts it in
 * order.
 */
export function createLunrEngine(): SearchEngine {
  let table = createPaperTable();
  return {
    name: 'lunr',
    get size() {
      return table.papers.size;
    },
    add: async (documents) => table.add(documents),
    remove: async (ids) => table.remove(ids),
    search: async (request) => searchTable(table, request),
    similar: async (id, limit) => similarPapers(table, id, limit),
    suggest: async (prefix, limit) => table.suggestions.find(prefix, limit),
    async close() {
      table = createPaperTable();
    },
  };
}

function searchTable({ papers, index }: PaperTable, request: SearchRequest): SearchPage {
  const { query, match, sort, offset, limit, now } = request;
  const root = match === 'any' ? loosen(query.root) : query.root;
  const found = [...papers.values()].filter((paper) => matches(root, paper, now));
  if (limit === 0) return { total: found.length, hits: [] };
  const hits = sortHits(ranked(found, root, query.root, index), sort, (id) => papers.get(id)?.document);
  return { total: hits.length, hits: hits.slice(offset, offset + limit) };
}

/** Best first; papers that only a filter has found come newest first. */
function ranked(
  found: readonly AnalysedDocument[],
  root: QueryNode,
  asked: QueryNode,
  index: LunrIndex,
): readonly SearchHit[] {
  // Most of the time goes here; a single paper needs no order.
  const scores = found.length > 1 ? index.scores(root) : new Map<string, number>();
  const phrases = phrasesOf(asked);
  const scored = found.map((paper) => ({
    paper,
    score: (scores.get(paper.document.id) ?? 0) * phraseFactor(phrases, paper),
  }));
  const best = scored.sort(byScore).slice(0, READ_CLOSELY);
  const words = wantedWords(asked);
  const read = best.map(({ paper, score }) => ({ paper, score: score * exactFactor(words, paper) }));
  const hits = [...read.sort(byScore), ...scored.slice(READ_CLOSELY)];
  return hits.map(({ paper, score }) => ({ id: paper.document.id, score }));
}

interface Scored {
  readonly paper: AnalysedDocument;
  readonly score: number;
}

function byScore(a: Scored, b: Scored): number {
  const [newer = '', older = ''] = [a.paper.document.publishedAt, b.paper.document.publishedAt];
  return b.score - a.score || (newer < older ? 1 : -1);
}

function similarPapers(
  { papers, frequencies, index }: PaperTable,
  id: string,
  limit: number,
): readonly SimilarHit[] {
  const source = papers.get(id);
  if (source === undefined) return [];
  const frequency = (stem: string) => frequencies.get(stem) ?? 0;
  const idf = (stem: string) => inverseFrequency(frequency(stem), papers.size);
  const counts = [...source.terms].map(([stem, { positions }]) => [stem, positions.length] as const);
  const strongest = strongestTerms(counts, { frequency, idf });
  const hits = [...index.scoresOf(strongest)].map(([other, score]) => ({ id: other, score }));
  const others = hits.filter((hit) => hit.id !== id).slice(0, limit);
  return others.map((hit) => withShared(hit, strongest, papers.get(hit.id)));
}

function withShared(
  hit: SearchHit,
  strongest: readonly WeightedTerm[],
  paper: AnalysedDocument | undefined,
): SimilarHit {
  const shared = strongest.flatMap(({ stem }) => paper?.terms.get(stem)?.surface ?? []);
  return { ...hit, shared: shared.slice(0, MOST_SHARED) };
}
