import { exactForms } from './analyzer.js';
import type { AnalysedDocument } from './document-terms.js';
import type { Suggestion } from './search-engine.js';

const SHORTEST_PREFIX = 2;

interface Entry extends Suggestion {
  /** Folded, for comparing; a name is found by any of its words. */
  readonly folded: string;
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
      return entries
        .filter((entry) => entry.folded.startsWith(folded) || inside(entry, folded))
        .slice(0, limit)
        .map(({ kind, text, count }) => ({ kind, text, count }));
    },
  };
}

function inside({ kind, folded }: Entry, prefix: string): boolean {
  return kind !== 'word' && folded.includes(` ${prefix}`);
}

/** The most common first, so that a search for a few can stop early. */
function collect(papers: Iterable<AnalysedDocument>): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const paper of papers) {
    const own = new Map(suggestionsOf(paper).map((entry) => [`${entry.kind} ${entry.folded}`, entry]));
    for (const [key, entry] of own) {
      entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...entries.values()].sort((a, b) => b.count - a.count || (a.folded < b.folded ? -1 : 1));
}

function suggestionsOf(paper: AnalysedDocument): readonly Entry[] {
  const { document, title, abstract } = paper;
  const words = new Set([...title.tokens, ...abstract.tokens].map(({ exact }) => exact));
  return [
    ...[...words].map((word): Entry => ({ kind: 'word', text: word, count: 1, folded: word })),
    ...(document.authors ?? []).map((text) => entryOf('author', text)),
    ...(document.organization === undefined ? [] : [entryOf('organization', document.organization)]),
    ...(document.keywords ?? []).map((text) => entryOf('keyword', text)),
    entryOf('title', document.title),
  ];
}

function entryOf(kind: Suggestion['kind'], text: string): Entry {
  return { kind, text, count: 1, folded: exactForms(text).join(' ') };
}
