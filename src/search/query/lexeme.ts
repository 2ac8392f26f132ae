import type { Clause } from './ast.js';
import type { QueryProblem } from './query.js';

/** A piece of a written query and where it stands, in UTF-16 units. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** `sign` is punctuation on its own: it asks for nothing and disturbs nothing. */
export type Lexeme = Place &
  (
    | { readonly kind: 'open' | 'close' | 'or' | 'and' | 'not' | 'sign' }
    | { readonly kind: 'clause'; readonly clause: Clause }
    | { readonly kind: 'problem'; readonly problem: QueryProblem }
  );

/** A mistake; `instead` is what would be right in its place, the whole query stays as it is around it. */
export function mistake(
  text: string,
  { at, length }: Place,
  message: string,
  instead?: string,
): Extract<Lexeme, { kind: 'problem' }> {
  const suggestion = instead === undefined ? {} : { suggestion: replaced(text, { at, length }, instead) };
  return { kind: 'problem', at, length, problem: { message, at, length, ...suggestion } };
}

function replaced(text: string, { at, length }: Place, instead: string): string {
  return `${text.slice(0, at)}${instead}${text.slice(at + length)}`.replace(/\s+/g, ' ').trim();
}
