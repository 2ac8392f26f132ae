import { analyze } from './analyzer.js';
import { type Query, wantedTerms } from './query/query.js';

/** A run of text, and whether the query asked for it. */
export interface Fragment {
  readonly text: string;
  readonly matched: boolean;
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Marks the words of a text that a query asks for; the fragments together are the text. */
export function highlight(text: string, query: Query): readonly Fragment[] {
  const wanted = new Set(wantedTerms(query).map(({ stem }) => stem));
  const fragments: Fragment[] = [];
  let end = 0;
  for (const token of analyze(text)) {
    if (!wanted.has(token.stem) || token.end <= end) continue;
    const start = Math.max(token.start, end);
    if (start > end) fragments.push({ text: text.slice(end, start), matched: false });
    fragments.push({ text: text.slice(start, token.end), matched: true });
    end = token.end;
  }
  if (end < text.length) fragments.push({ text: text.slice(end), matched: false });
  return fragments;
}

/**
 * The part of a text that says most about a query: it starts at the sentence with the most different wanted words and goes on to the end,
 * for the renderer to cut. Without a match it is the whole text.
 */
export function bestPassage(text: string, query: Query): string {
  const wanted = new Set(wantedTerms(query).map(({ stem }) => stem));
  let best = { start: 0, found: 0 };
  for (const { segment, index } of SENTENCES.segment(text)) {
    const found = new Set(analyze(segment).flatMap(({ stem }) => (wanted.has(stem) ? stem : []))).size;
    if (found > best.found) best = { start: index, found };
  }
  return best.start === 0 ? text : `… ${text.slice(best.start)}`;
}
