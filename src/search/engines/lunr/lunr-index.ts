import lunr from 'lunr';
import type { Token } from '../../analyzer.js';
import type { AnalysedDocument } from '../../document-terms.js';
import type { QueryNode } from '../../query/ast.js';
import { analyzeClause, type ClauseWord } from '../../query/clause-words.js';
import { wantedClauses, wantedWords } from '../../query/wanted-words.js';
import type { WeightedTerm } from '../../strongest-terms.js';

// Exact forms stand in the index beside the stems; no stem can start with this.
const EXACT = '=';
const EXACT_BOOST = 0.5;
/** A word asked for by a title clause counts where it was asked for. */
const TITLE_BOOST = 2;

type Scores = ReadonlyMap<string, number>;

/** How well papers fit some words. lunr is handed analysed terms only: its own query parser can be made to exhaust the heap by one line. */
export interface LunrIndex {
  /** Papers that are not in it yet: what is in a lunr index cannot be changed or taken out. */
  add(papers: Iterable<AnalysedDocument>): void;
  scores(root: QueryNode): Scores;
  scoresOf(terms: readonly WeightedTerm[]): Scores;
}

/** Creates an empty index. Each field is weighed by its own length, so a word in a title says most. */
export function createLunrIndex(): LunrIndex {
  const builder = createBuilder();
  let index = builder.build();
  const scored = (build: (query: lunr.Query) => void): Scores =>
    new Map(index.query(build).map(({ ref, score }) => [ref, score]));
  return {
    add(papers) {
      for (const { document, title, abstract } of papers)
        builder.add({ id: document.id, title: indexed(title.tokens), abstract: indexed(abstract.tokens) });
      // The builder keeps the postings, so that only the weights are counted anew.
      index = builder.build();
    },
    scores: (root) => scored((query) => addWords(query, root)),
    scoresOf: (terms) =>
      scored((query) => {
        for (const { stem, weight } of terms) query.term(stem, { usePipeline: false, boost: weight });
      }),
  };
}

function createBuilder(): lunr.Builder {
  const builder = new lunr.Builder();
  builder.ref('id');
  builder.field('title');
  builder.field('abstract');
  // Words are split already. lunr would wrap each of them, and unwrap it at every use, which is half of its work.
  return Object.assign(builder, { tokenizer: (words: readonly string[]) => words });
}

/** A form that is its own stem needs no second entry. */
function indexed(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ stem, exact }) => (exact === stem ? [stem] : [stem, EXACT + exact]));
}

function addWords(query: lunr.Query, root: QueryNode): void {
  for (const word of wantedWords(root)) addWord(query, word);
  for (const clause of wantedClauses(root)) {
    if (clause.field !== 'title') continue;
    for (const { stem } of analyzeClause(clause).words)
      query.term(stem, { usePipeline: false, fields: ['title'], boost: TITLE_BOOST });
  }
}

function addWord(query: lunr.Query, { stem, exact }: ClauseWord): void {
  const own = exact === stem;
  query.term(stem, { usePipeline: false, boost: own ? 1 + EXACT_BOOST : 1 });
  if (!own) query.term(EXACT + exact, { usePipeline: false, boost: EXACT_BOOST });
}
