import { type AnalysedDocument, analyzeDocument } from '../../document-terms.js';
import type { SearchDocument } from '../../search-engine.js';
import { createSuggestions, type Suggestions } from '../../suggestions.js';
import { createLunrIndex, type LunrIndex } from './lunr-index.js';

/** The papers of the engine, and what is derived from them. */
export interface PaperTable {
  readonly papers: ReadonlyMap<string, AnalysedDocument>;
  /** How many papers hold a stem. */
  readonly frequencies: ReadonlyMap<string, number>;
  readonly index: LunrIndex;
  readonly suggestions: Suggestions;
  add(documents: readonly SearchDocument[]): void;
  remove(ids: readonly string[]): void;
}

/** Creates an empty table. Only what has to be made anew is: nothing for new votes, no postings of papers that stay. */
export function createPaperTable(): PaperTable {
  const papers = new Map<string, AnalysedDocument>();
  const frequencies = new Map<string, number>();
  let index = createLunrIndex();
  let suggestions = createSuggestions([]);
  const forget = (id: string) => {
    count(papers.get(id), frequencies, -1);
    return papers.delete(id);
  };
  const derive = (fresh: readonly AnalysedDocument[], gone: boolean) => {
    if (gone) index = createLunrIndex();
    if (gone || fresh.length > 0) index.add(gone ? papers.values() : fresh);
    suggestions = createSuggestions(papers.values());
  };
  return {
    papers,
    frequencies,
    get index() {
      return index;
    },
    get suggestions() {
      return suggestions;
    },
    add(documents) {
      const latest = new Map(documents.map((document) => [document.id, document]));
      const rewritten = [...latest.values()].filter((document) => !keepsText(papers, document));
      const gone = rewritten.filter(({ id }) => forget(id)).length > 0;
      const fresh = rewritten.map(analyzeDocument);
      for (const paper of fresh) {
        papers.set(paper.document.id, paper);
        count(paper, frequencies, 1);
      }
      if (fresh.length > 0) derive(fresh, gone);
    },
    remove(ids) {
      if (ids.filter(forget).length > 0) derive([], true);
    },
  };
}

/** Whether only counts and dates of a paper have changed, which stand in no index; they are taken in then. */
function keepsText(papers: Map<string, AnalysedDocument>, document: SearchDocument): boolean {
  const known = papers.get(document.id);
  if (known === undefined || textOf(known.document) !== textOf(document)) return false;
  papers.set(document.id, { ...known, document });
  return true;
}

function textOf({ title, abstract, authors, organization, keywords }: SearchDocument): string {
  return JSON.stringify([title, abstract, authors, organization, keywords]);
}

function count(paper: AnalysedDocument | undefined, frequencies: Map<string, number>, step: number): void {
  for (const stem of paper?.terms.keys() ?? []) frequencies.set(stem, (frequencies.get(stem) ?? 0) + step);
}
