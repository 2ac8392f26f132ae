import { analyze, type Token } from './analyzer.js';
import { analyzeClause } from './query/clause-words.js';
import type { Query } from './query/query.js';
import { wantedClauses, wantedWords } from './query/wanted-words.js';

/** A run of text, and whether the query asked for it. */
export interface Fragment {
  readonly text: string;
  readonly matched: boolean;
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Marks the words of a text that a query asks for; the fragments together are the text. */
export function highlight(text: string, query: Query): readonly Fragment[] {
  const wanted = wantedTokens(query);
  const fragments: Fragment[] = [];
  let end = 0;
  for (const token of analyze(text)) {
    if (!wanted(token) || token.end <= end) continue;
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
  const wanted = wantedTokens(query);
  let best = { start: 0, found: 0 };
  for (const { segment, index } of SENTENCES.segment(text)) {
    const found = new Set(analyze(segment).flatMap((token) => (wanted(token) ? token.stem : []))).size;
    if (found > best.found) best = { start: index, found };
  }
  return best.start === 0 ? text : `… ${text.slice(best.start)}`;
}

function wantedTokens({ root }: Query): (token: Token) => boolean {
  const stems = new Set(wantedWords(root).map(({ stem }) => stem));
  const beginnings = wantedClauses(root).flatMap(({ field, ...clause }) =>
    field === undefined || field === 'title' || field === 'abstract'
      ? (analyzeClause(clause).beginning ?? [])
      : [],
  );
  return ({ stem, exact }) => stems.has(stem) || beginnings.some((beginning) => exact.startsWith(beginning));
}
