import { analyze, exactForms } from '../analyzer.js';
import type { QueryNode } from './ast.js';
import { allOf } from './nodes.js';
import type { Query } from './query.js';

const MOST_WORDS = 64;
/** A single letter begins a word of nearly every title. */
const SHORTEST_BEGINNING = 2;

/** A query for the words of a title, none of which is an operator or a field; `undefined` where there is nothing to look for. */
export function titleQuery(title: string): Query | undefined {
  const words = [...new Set(analyze(title).map(({ exact }) => exact))].slice(0, MOST_WORDS);
  const root = allOf(words.map((text): QueryNode => ({ kind: 'text', match: 'word', text })));
  return root === undefined ? undefined : { text: title, root };
}

/**
 * Queries for titles that hold some words, of which the last may be the beginning of one; to be asked in turn, for the last may also begin
 * a word that is in no index, such as "all".
 */
export function titleBeginningQueries(typed: string): readonly Query[] {
  const words = exactForms(typed);
  const inTitle = (match: 'word' | 'prefix') => (text: string) =>
    ({ kind: 'text', match, text, field: 'title' }) as const;
  const complete = words.slice(0, -1).filter((word) => analyze(word).length > 0);
  const beginning = words.slice(-1).filter((word) => word.length >= SHORTEST_BEGINNING);
  const others = complete.slice(0, MOST_WORDS).map(inTitle('word'));
  return [allOf([...others, ...beginning.map(inTitle('prefix'))]), allOf(others)].flatMap((root) =>
    root === undefined ? [] : [{ text: typed, root }],
  );
}
