import lunr from 'lunr';
import type { Token } from '../../analyzer.js';
import type { AnalysedDocument } from '../../document-terms.js';
import type { QueryNode, TextClause } from '../../query/ast.js';
import { analyzeClause } from '../../query/clause-words.js';
import { wantedClauses, wantedWords } from '../../query/wanted-words.js';
import type { WeightedTerm } from '../../strongest-terms.js';

/** Each field is weighed by its own length, which makes a word in a title say most: a little too much. */
const TITLE_FIELD = 0.8;
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

/** Creates an empty index of stems. */
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
        builder.add({ id: document.id, title: stemsOf(title.tokens), abstract: stemsOf(abstract.tokens) });
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
  builder.field('title', { boost: TITLE_FIELD });
  builder.field('abstract');
  // Words are split already. lunr would wrap each of them, and unwrap it at every use, which is half of its work.
  return Object.assign(builder, { tokenizer: (words: readonly string[]) => words });
}

function stemsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.map(({ stem }) => stem);
}

interface ScoredWord {
  readonly term: string;
  readonly boost: number;
  readonly fields?: string[];
}

function scoredWords(root: QueryNode): readonly ScoredWord[] {
  const anywhere = wantedWords(root).map(({ stem }) => ({ term: stem, boost: 1 }));
  return [...anywhere, ...wantedClauses(root).flatMap(inTitle)];
}

function inTitle(clause: TextClause): readonly ScoredWord[] {
  if (clause.field !== 'title') return [];
  const { words } = analyzeClause(clause);
  return words.map(({ stem }) => ({ term: stem, boost: TITLE_BOOST, fields: ['title'] }));
}
