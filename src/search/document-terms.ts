import { analyze, type Token } from './analyzer.js';
import type { Clause } from './query/query.js';
import type { SearchDocument } from './search-engine.js';

/** The words of one paper: where each stands, and how it is written there first. */
export type DocumentTerms = ReadonlyMap<string, TermUse>;

interface TermUse {
  readonly surface: string;
  readonly positions: number[];
}

// Positions in the abstract start far behind the title's, so that no phrase reaches from one into the other.
const ABSTRACT_OFFSET = 100_000;

/** The analysed words of a paper, field by field. */
export interface AnalysedDocument {
  readonly title: readonly Token[];
  readonly abstract: readonly Token[];
  readonly terms: DocumentTerms;
}

/** Analyses a paper once: for the index, for phrases and for finding papers like it. */
export function analyzeDocument(document: SearchDocument): AnalysedDocument {
  const [title, abstract] = [analyze(document.title), analyze(document.abstract)];
  const terms = new Map<string, TermUse>();
  const collect = (text: string, tokens: readonly Token[], offset: number) => {
    for (const { stem, position, start, end } of tokens) {
      const use = terms.get(stem);
      if (use !== undefined) use.positions.push(position + offset);
      else terms.set(stem, { surface: text.slice(start, end), positions: [position + offset] });
    }
  };
  collect(document.title, title, 0);
  collect(document.abstract, abstract, ABSTRACT_OFFSET);
  return { title, abstract, terms };
}

/** Whether a clause, read without its negation, holds for a paper. */
export function clauseHolds(clause: Clause, terms: DocumentTerms): boolean {
  if (clause.kind === 'term') return terms.has(clause.stem);
  const [first, ...others] = clause.terms;
  if (first === undefined) return false;
  return (terms.get(first.stem)?.positions ?? []).some((position) =>
    others.every(({ stem, offset }) => terms.get(stem)?.positions.includes(position + offset) === true),
  );
}
