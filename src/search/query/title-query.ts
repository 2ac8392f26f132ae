import { analyze } from '../analyzer.js';
import type { QueryNode } from './ast.js';
import { allOf } from './nodes.js';
import type { Query } from './query.js';

const MOST_WORDS = 64;

/** A query for the words of a title, none of which is an operator or a field; `undefined` where there is nothing to look for. */
export function titleQuery(title: string): Query | undefined {
  const words = [...new Set(analyze(title).map(({ exact }) => exact))].slice(0, MOST_WORDS);
  const root = allOf(words.map((text): QueryNode => ({ kind: 'text', match: 'word', text })));
  return root === undefined ? undefined : { text: title, root };
}
