import { analyze, type Token } from './analyzer.js';
import { analyzeClause } from './query/clause-words.js';
import { spotsIn } from './query/evaluate.js';
import type { Query } from './query/query.js';
import { wantedClauses } from './query/wanted-words.js';

/** A run of text, and whether the query asked for it. */
export interface Fragment {
  readonly text: string;
  readonly matched: boolean;
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Marks the words of a text that a query asks for; the fragments together are the text. */
export function highlight(text: string, query: Query): readonly Fragment[] {
  const fragments: Fragment[] = [];
  const add = (start: number, end: number, matched: boolean) => {
    if (start < end) fragments.push({ text: text.slice(start, end), matched });
  };
  let end = 0;
  for (const run of runsOf(wantedTokens(text, query))) {
    add(end, run.start, false);
    add(run.start, run.end, true);
    end = run.end;
  }
  add(end, text.length, false);
  return fragments;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Tokens that overlap or touch become one. */
function runsOf(tokens: readonly Token[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { start, end } of tokens) {
    const last = runs.at(-1);
    if (last !== undefined && start <= last.end) {
      runs[runs.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    } else runs.push({ start, end });
  }
  return runs;
}

/**
 * The part of a text that says most about a query: it starts at the sentence with the most different wanted words and goes on to the end,
 * for the renderer to cut. Without a match it is the whole text.
 */
export function bestPassage(text: string, query: Query): string {
  let best = { start: 0, found: 0 };
  for (const { segment, index } of SENTENCES.segment(text)) {
    const found = new Set(wantedTokens(segment, query).map(({ stem }) => stem)).size;
    if (found > best.found) best = { start: index, found };
  }
  return best.start === 0 ? text : `… ${text.slice(best.start)}`;
}

/** In the order of the text. The words of a phrase are wanted where the phrase stands; where it does not, each of them is. */
function wantedTokens(text: string, { root }: Query): readonly Token[] {
  const tokens = analyze(text);
  const wanted = wantedClauses(root)
    .filter(({ field }) => field === undefined || field === 'title' || field === 'abstract')
    .map(analyzeClause)
    .flatMap((clause) => {
      const spots = spotsIn(clause, { text, tokens });
      if (spots.length > 0 || clause.words.length < 2) return spots;
      return clause.words.flatMap((word) =>
        spotsIn({ words: [{ ...word, offset: 0 }], common: false }, { text, tokens }),
      );
    });
  return [...new Set(wanted)].sort((a, b) => a.start - b.start || b.end - a.end);
}
