import { analyze, analyzeName, type Token } from './analyzer.js';
import type { SearchDocument } from './search-engine.js';

/** The words of one paper: where each stands, and how it is written there first. */
export type DocumentTerms = ReadonlyMap<string, TermUse>;

interface TermUse {
  readonly surface: string;
  readonly positions: number[];
}

/** Positions in the abstract start far behind the title's, so that no phrase reaches from one into the other. */
export const ABSTRACT_OFFSET = 100_000;

/** A text beside its words. */
export interface AnalysedText {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** A paper with the words of each of its fields. */
export interface AnalysedDocument {
  readonly document: SearchDocument;
  readonly title: AnalysedText;
  readonly abstract: AnalysedText;
  readonly authors: readonly AnalysedText[];
  readonly organization: readonly AnalysedText[];
  readonly keywords: readonly AnalysedText[];
  /** Title and abstract together, by stem. */
  readonly terms: DocumentTerms;
}

/** Analyses a paper once: for the index, for clauses and for finding papers like it. */
export function analyzeDocument(document: SearchDocument): AnalysedDocument {
  const title = analysed(document.title);
  const abstract = analysed(document.abstract);
  const terms = new Map<string, TermUse>();
  collect(title, 0, terms);
  collect(abstract, ABSTRACT_OFFSET, terms);
  return {
    document,
    title,
    abstract,
    authors: (document.authors ?? []).map((name) => ({ text: name, tokens: analyzeName(name) })),
    organization: document.organization === undefined ? [] : [analysed(document.organization)],
    keywords: (document.keywords ?? []).map(analysed),
    terms,
  };
}

function analysed(text: string): AnalysedText {
  return { text, tokens: analyze(text) };
}

function collect({ text, tokens }: AnalysedText, offset: number, terms: Map<string, TermUse>): void {
  for (const { stem, position, start, end } of tokens) {
    const use = terms.get(stem);
    if (use !== undefined) use.positions.push(position + offset);
    else terms.set(stem, { surface: text.slice(start, end), positions: [position + offset] });
  }
}
