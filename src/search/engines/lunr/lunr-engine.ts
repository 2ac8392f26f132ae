import { type AnalysedDocument, analyzeDocument } from '../../document-terms.js';
import type { QueryNode, TextClause } from '../../query/ast.js';
import { matches, textMatches } from '../../query/evaluate.js';
import { loosen, wantedClauses } from '../../query/wanted-words.js';
import type { SearchEngine, SearchHit, SimilarHit } from '../../search-engine.js';
import { strongestTerms, type WeightedTerm } from '../../strongest-terms.js';
import { createSuggestions, type Suggestions } from '../../suggestions.js';
import { createLunrIndex } from './lunr-index.js';
import { sortHits } from '../sort-hits.js';

/** How much more a paper weighs that holds the words of a query side by side, in its title or anywhere. */
const PHRASE_BOOST = 1.25;

/**
 * The lunr engine: in memory, for catalogs of up to a few thousand papers. What matches is decided by the query alone; lunr puts it in
 * order.
 */
export function createLunrEngine(): SearchEngine {
  const papers = new Map<string, AnalysedDocument>();
  const frequencies = new Map<string, number>();
  let index = createLunrIndex();
  let suggestions: Suggestions | undefined;

  const forget = (id: string) => {
    count(papers.get(id), frequencies, -1);
    return papers.delete(id);
  };
  const rebuild = () => {
    index = createLunrIndex();
    index.add(papers.values());
    suggestions = undefined;
  };

  return {
    name: 'lunr',
    get size() {
      return papers.size;
    },
    async add(documents) {
      for (const document of documents) {
        const paper = analyzeDocument(document);
        forget(document.id);
        papers.set(document.id, paper);
        count(paper, frequencies, 1);
      }
      if (documents.length > 0) rebuild();
    },
    async remove(ids) {
      if (ids.filter(forget).length > 0) rebuild();
    },
    async search({ query, match, sort, offset, limit, now }) {
      const root = match === 'any' ? loosen(query.root) : query.root;
      const found = [...papers.values()].filter((paper) => matches(root, paper, now));
      const hits = sortHits(ranked(found, root, query.root), sort, (id) => papers.get(id)?.document);
      return { total: hits.length, hits: hits.slice(offset, offset + limit) };
    },
    async similar(id, limit) {
      const source = papers.get(id);
      if (source === undefined) return [];
      const strongest = strongestTerms(source.terms, frequencies, papers.size);
      const hits = [...index.scoresOf(strongest)].map(([other, score]) => ({ id: other, score }));
      const others = hits.filter((hit) => hit.id !== id).slice(0, limit);
      return others.map((hit) => withShared(hit, strongest, papers.get(hit.id)));
    },
    async suggest(prefix, limit) {
      suggestions ??= createSuggestions(papers.values());
      return suggestions.find(prefix, limit);
    },
    async close() {
      papers.clear();
      frequencies.clear();
      rebuild();
    },
  };

  /** Best first; papers that only a filter has found come newest first. */
  function ranked(
    found: readonly AnalysedDocument[],
    root: QueryNode,
    asked: QueryNode,
  ): readonly SearchHit[] {
    // Most of the time goes here; a single paper needs no order.
    const scores = found.length > 1 ? index.scores(root) : new Map<string, number>();
    const phrases = phrasesOf(asked);
    const scored = found.map((paper) => ({
      id: paper.document.id,
      published: paper.document.publishedAt ?? '',
      score: (scores.get(paper.document.id) ?? 0) * phraseFactor(phrases, paper),
    }));
    return scored
      .sort((a, b) => b.score - a.score || (a.published < b.published ? 1 : -1))
      .map(({ id, score }) => ({ id, score }));
  }
}

interface Phrase {
  readonly anywhere: TextClause;
  readonly inTitle: TextClause;
}

/** The phrases of a query, and the one that its plain words make when they stand side by side. */
function phrasesOf(root: QueryNode): readonly Phrase[] {
  const free = wantedClauses(root).filter(({ field, match }) => field === undefined && match !== 'prefix');
  const together = free.map(({ text }) => text).join(' ');
  const implied = root.kind === 'and' && free.length > 1 ? [together] : [];
  const written = free.flatMap(({ match, text }) => (match === 'phrase' ? text : []));
  return [...written, ...implied].map((text) => {
    const anywhere = { kind: 'text', match: 'phrase', text } as const;
    return { anywhere, inTitle: { ...anywhere, field: 'title' } };
  });
}

function phraseFactor(phrases: readonly Phrase[], paper: AnalysedDocument): number {
  return phrases.reduce((factor, { anywhere, inTitle }) => {
    if (textMatches(inTitle, paper)) return factor * PHRASE_BOOST * PHRASE_BOOST;
    return textMatches(anywhere, paper) ? factor * PHRASE_BOOST : factor;
  }, 1);
}

function withShared(
  hit: SearchHit,
  strongest: readonly WeightedTerm[],
  paper: AnalysedDocument | undefined,
): SimilarHit {
  const shared = strongest.flatMap(({ stem }) => paper?.terms.get(stem)?.surface ?? []);
  return { ...hit, shared };
}

function count(paper: AnalysedDocument | undefined, frequencies: Map<string, number>, step: number): void {
  for (const stem of paper?.terms.keys() ?? []) frequencies.set(stem, (frequencies.get(stem) ?? 0) + step);
}
