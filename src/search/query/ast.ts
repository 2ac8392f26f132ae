/** A query as a tree: the one thing engines, filters and explanations are handed; never text in anybody's syntax. */
export type QueryNode = AndNode | OrNode | NotNode | Clause;

/** All must hold; two or more, none of them an `and`. */
export interface AndNode {
  readonly kind: 'and';
  readonly nodes: readonly QueryNode[];
}

/** One must hold; two or more, none of them an `or`. */
export interface OrNode {
  readonly kind: 'or';
  readonly nodes: readonly QueryNode[];
}

/** Must not hold; never a `not` itself. */
export interface NotNode {
  readonly kind: 'not';
  readonly node: QueryNode;
}

export type Clause = TextClause | CountClause | DateClause | AgeClause;

export type TextField = 'title' | 'abstract' | 'author' | 'org' | 'keyword' | 'id';
export type CountField = 'upvotes' | 'comments' | 'stars';
export type Comparison = '>=' | '<=' | '>' | '<' | '=';

/** Words in a field; without one, in title or abstract. A word with signs in it (`t-SNE`) is a phrase of its parts. */
export interface TextClause {
  readonly kind: 'text';
  /** `word`: one word in any of its forms. `phrase`: words that stand together. `prefix`: a word that begins like this, 3 letters or more. */
  readonly match: 'word' | 'phrase' | 'prefix';
  /** As written, in NFC, white space collapsed; without quotes or asterisk. */
  readonly text: string;
  readonly field?: TextField;
}

/** A paper whose count is unknown never matches. */
export interface CountClause {
  readonly kind: 'count';
  readonly field: CountField;
  readonly comparison: Comparison;
  readonly value: number;
}

/** Published on or after, or on or before, a day, a month or a year (YYYY, YYYY-MM, YYYY-MM-DD; the whole of it counts). Unknown never matches. */
export interface DateClause {
  readonly kind: 'date';
  readonly bound: 'since' | 'until';
  readonly date: string;
}

/** Published within so many days before now. Unknown never matches. */
export interface AgeClause {
  readonly kind: 'age';
  readonly days: number;
}
