import type { Token } from './analyzer.js';
import type { Query } from './query/query.js';
import { wantedSpots } from './wanted-spots.js';

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
  for (const run of runsOf(wantedSpots(text, query))) {
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
  const sentences = SENTENCES.segment(text);
  let best = { start: 0, found: 0 };
  let sentence = { start: 0, end: 0, stems: new Set<string>() };
  for (const { stem, start } of wantedSpots(text, query)) {
    if (start >= sentence.end) {
      const { segment = '', index = 0 } = sentences.containing(start) ?? {};
      sentence = { start: index, end: index + segment.length, stems: new Set() };
    }
    sentence.stems.add(stem);
    if (sentence.stems.size > best.found) best = { start: sentence.start, found: sentence.stems.size };
  }
  return best.start === 0 ? text : `… ${text.slice(best.start)}`;
}
