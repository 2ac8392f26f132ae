import { exactForms } from './analyzer.js';
import type { AnalysedDocument } from './document-terms.js';
import type { Suggestion } from './search-engine.js';

const SHORTEST_PREFIX = 2;

/** A suggestion under one of its beginnings: a name or title is found by any of its words. */
interface Entry {
  readonly beginning: string;
  readonly suggestion: Suggestion;
}

/** Completions among some papers: counted once, then asked as often as somebody types. */
export interface Suggestions {
  find(prefix: string, limit: number): readonly Suggestion[];
}

/** Collects what can be completed: words, names, organisations, keywords and titles. */
export function createSuggestions(papers: Iterable<AnalysedDocument>): Suggestions {
  const entries = collect(papers);
  return {
    find(prefix, limit) {
      const folded = exactForms(prefix).join(' ');
      if (folded.length < SHORTEST_PREFIX) return [];
      const found = new Set<Suggestion>();
      for (let at = firstFrom(folded, entries); ; at++) {
        const entry = entries[at];
        if (entry === undefined || !entry.beginning.startsWith(folded)) break;
        found.add(entry.suggestion);
      }
      return [...found].sort((a, b) => b.count - a.count).slice(0, limit);
    },
  };
}

/** Where the beginnings start that are not before a prefix. */
function firstFrom(prefix: string, entries: readonly Entry[]): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.beginning ?? prefix) < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collect(papers: Iterable<AnalysedDocument>): readonly Entry[] {
  const counts = new Map<Suggestion['kind'], Map<string, number>>();
  const add = (kind: Suggestion['kind'], texts: Iterable<string>) => {
    const known = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, known);
    for (const text of new Set(texts)) known.set(text, (known.get(text) ?? 0) + 1);
  };
  for (const { document, title, abstract } of papers) {
    const { authors = [], organization, keywords = [] } = document;
    add(
      'word',
      [...title.tokens, ...abstract.tokens].map(({ exact }) => exact),
    );
    add('author', authors);
    add('organization', organization === undefined ? [] : [organization]);
    add('keyword', keywords);
    add('title', [document.title]);
  }
  const entries = [...counts].flatMap(([kind, texts]) => entriesOf(kind, texts));
  return entries.sort((a, b) => (a.beginning < b.beginning ? -1 : 1));
}

/** Ways to write the same are counted together, under the last of them. */
function entriesOf(kind: Suggestion['kind'], texts: ReadonlyMap<string, number>): readonly Entry[] {
  const suggestions = new Map<string, Suggestion>();
  for (const [text, papers] of texts) {
    const folded = kind === 'word' ? text : exactForms(text).join(' ');
    suggestions.set(folded, { kind, text, count: (suggestions.get(folded)?.count ?? 0) + papers });
  }
  return [...suggestions].flatMap(([folded, suggestion]) =>
    beginningsOf(folded).map((beginning) => ({ beginning, suggestion })),
  );
}

/** A text from each of its words on. */
function beginningsOf(folded: string): readonly string[] {
  return Array.from(folded.matchAll(/(?<=^| )./gu), ({ index }) => folded.slice(index));
}
