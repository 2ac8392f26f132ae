import type { QueryNode } from './ast.js';

/** A query as it was written, for showing it back, and as it was understood. */
export interface Query {
  readonly text: string;
  readonly root: QueryNode;
}

/** What is wrong with a query: a sentence, the place, and where there is one the whole query as it was probably meant. */
export interface QueryProblem {
  readonly message: string;
  /** The first character of the mistake, from 0, and how many there are, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly suggestion?: string;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problem: QueryProblem };
