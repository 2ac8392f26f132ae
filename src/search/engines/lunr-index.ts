import lunr from 'lunr';
import type { Token } from '../analyzer.js';
import type { AnalysedDocument } from '../document-terms.js';
import type { QueryNode } from '../query/ast.js';
import { analyzeClause, type ClauseWord } from '../query/clause-words.js';
import { wantedClauses, wantedWords } from '../query/wanted-words.js';
import type { WeightedTerm } from '../strongest-terms.js';

// Exact forms stand in the index beside the stems; no stem can start with this.
const EXACT = '=';
const EXACT_BOOST = 0.5;
/** A word asked for by a title clause counts where it was asked for. */
const TITLE_BOOST = 2;

type Scores = ReadonlyMap<string, number>;

/** How well papers fit some words. lunr is handed analysed terms only: its own query parser can be made to exhaust the heap by one line. */
export interface LunrIndex {
  scores(root: QueryNode): Scores;
  scoresOf(terms: readonly WeightedTerm[]): Scores;
}

/** Builds an index; lunr's cannot be changed afterwards. Each field is weighed by its own length, so a word in a title says most. */
export function buildLunrIndex(papers: Iterable<AnalysedDocument>): LunrIndex {
  const builder = new lunr.Builder();
  builder.ref('id');
  builder.field('title');
  builder.field('abstract');
  for (const { document, title, abstract } of papers)
    builder.add({ id: document.id, title: indexed(title.tokens), abstract: indexed(abstract.tokens) });
  const index = builder.build();
  const scored = (build: (query: lunr.Query) => void): Scores =>
    new Map(index.query(build).map(({ ref, score }) => [ref, score]));
  return {
    scores: (root) => scored((query) => addWords(query, root)),
    scoresOf: (terms) =>
      scored((query) => {
        for (const { stem, weight } of terms) query.term(stem, { usePipeline: false, boost: weight });
      }),
  };
}

// lunr takes a list for words that are split already, and its pipeline is empty: what stands here is what stands in the index.
function indexed(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ stem, exact }) => [stem, EXACT + exact]);
}

function addWords(query: lunr.Query, root: QueryNode): void {
  for (const word of wantedWords(root)) addWord(query, word, 1);
  for (const clause of wantedClauses(root)) {
    if (clause.field !== 'title') continue;
    for (const { stem } of analyzeClause(clause).words)
      query.term(stem, { usePipeline: false, fields: ['title'], boost: TITLE_BOOST });
  }
}

function addWord(query: lunr.Query, { stem, exact }: ClauseWord, boost: number): void {
  query.term(stem, { usePipeline: false, boost });
  query.term(EXACT + exact, { usePipeline: false, boost: boost * EXACT_BOOST });
}
