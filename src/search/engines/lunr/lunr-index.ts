import lunr from 'lunr';
import type { Token } from '../../analyzer.js';
import type { AnalysedDocument } from '../../document-terms.js';
import type { QueryNode, TextClause } from '../../query/ast.js';
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
  const scored = (words: readonly ScoredWord[]): Scores => {
    // A query without a word would be every paper to lunr.
    if (words.length === 0) return new Map();
    const results = index.query((query) => {
      for (const { term, ...options } of words) query.term(term, { usePipeline: false, ...options });
    });
    return new Map(results.map(({ ref, score }) => [ref, score]));
  };
  return {
    add(papers) {
      for (const { document, title, abstract } of papers)
        builder.add({ id: document.id, title: indexed(title.tokens), abstract: indexed(abstract.tokens) });
      // The builder keeps the postings, so that only the weights are counted anew.
      index = builder.build();
    },
    scores: (root) => scored(scoredWords(root)),
    scoresOf: (terms) => scored(terms.map(({ stem, weight }) => ({ term: stem, boost: weight }))),
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

/**
 * A form that is its own stem stands there twice, instead of beside itself: so it still ranks above the other forms, and every word counts
 * as two in the length of its field.
 */
function indexed(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ stem, exact }) => [stem, stem === exact ? stem : EXACT + exact]);
}

interface ScoredWord {
  readonly term: string;
  readonly boost: number;
  readonly fields?: string[];
}

function scoredWords(root: QueryNode): readonly ScoredWord[] {
  return [...wantedWords(root).flatMap(anywhere), ...wantedClauses(root).flatMap(inTitle)];
}

function anywhere({ stem, exact }: ClauseWord): readonly ScoredWord[] {
  if (exact === stem) return [{ term: stem, boost: 1 + EXACT_BOOST }];
  return [
    { term: stem, boost: 1 },
    { term: EXACT + exact, boost: EXACT_BOOST },
  ];
}

function inTitle(clause: TextClause): readonly ScoredWord[] {
  if (clause.field !== 'title') return [];
  const { words } = analyzeClause(clause);
  return words.map(({ stem }) => ({ term: stem, boost: TITLE_BOOST, fields: ['title'] }));
}
