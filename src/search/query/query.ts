import { analyze, type Token } from '../analyzer.js';

/** A query as engines are handed it: never text in anybody's syntax. All clauses must hold. */
export interface Query {
  /** What the person wrote, for showing it back. */
  readonly text: string;
  readonly clauses: readonly Clause[];
}

export type Clause = TermClause | PhraseClause;

export interface Term {
  readonly stem: string;
  readonly exact: string;
}

export interface TermClause extends Term {
  readonly kind: 'term';
  readonly negated: boolean;
}

/** Words that must stand as they stand here: `offset` counts words from the first. */
export interface PhraseClause {
  readonly kind: 'phrase';
  readonly negated: boolean;
  readonly terms: readonly (Term & { readonly offset: number })[];
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problem: string };

const LONGEST_QUERY = 500;
const MOST_CLAUSES = 64;
const PIECES = /(?<minus>-?)(?:"(?<quoted>[^"]*)"|(?<word>[^\s"]+))/g;

/**
 * Reads free text into a query: words, `"phrases"` and `-exclusions`. A word with signs in it (`t-SNE`, `O(n^2)`) is a phrase of its parts.
 * What cannot be searched for comes back as a sentence.
 */
export function parseQuery(text: string): ParsedQuery {
  const trimmed = text.trim();
  const problem = problemOf(trimmed);
  if (problem !== undefined) return { ok: false, problem };
  const clauses = [...trimmed.matchAll(PIECES)].flatMap(({ groups }) => {
    const clause = toClause(groups?.['quoted'] ?? groups?.['word'] ?? '', groups?.['minus'] === '-');
    return clause === undefined ? [] : [clause];
  });
  if (clauses.length > MOST_CLAUSES)
    return refuse(`a query has at most ${MOST_CLAUSES} words; this one has ${clauses.length}.`);
  if (clauses.length === 0) return refuse(nothingToFind(trimmed));
  if (clauses.every((clause) => clause.negated)) {
    return refuse('it only says what to leave out; add a word to look for.');
  }
  return { ok: true, query: { text: trimmed, clauses } };
}

/** The words of a query that a paper should have, phrases taken apart. */
export function wantedTerms(query: Query): readonly Term[] {
  const wanted = query.clauses.filter((clause) => !clause.negated);
  const terms = wanted.flatMap((clause): readonly Term[] =>
    clause.kind === 'term' ? [clause] : clause.terms,
  );
  return terms.filter((term, index) => terms.findIndex(({ exact }) => exact === term.exact) === index);
}

/** The words of which one is enough when asked for any: a single letter or digit says too little on its own. */
export function looseTerms(query: Query): readonly Term[] {
  return wantedTerms(query).filter(({ exact }) => exact.length > 1 || !/[a-z0-9]/.test(exact));
}

function refuse(problem: string): ParsedQuery {
  return { ok: false, problem };
}

function problemOf(text: string): string | undefined {
  if (text === '') return 'there is nothing to look for; write a few words, such as `diffusion transformer`.';
  if (text.length > LONGEST_QUERY) {
    return `a query has at most ${LONGEST_QUERY} characters; this one has ${text.length.toLocaleString('en')}.`;
  }
  const quotes = [...text.matchAll(/"/g)];
  const last = quotes.at(-1);
  if (quotes.length % 2 === 1 && last !== undefined) {
    return `the quote at character ${last.index + 1} is never closed; add a second \`"\` or take it out.`;
  }
  return undefined;
}

function nothingToFind(text: string): string {
  return /[\p{L}\p{N}]/u.test(text)
    ? 'every word of it is too common to search for; add one that says what the paper is about.'
    : 'there is no letter or digit in it to look for.';
}

function toClause(text: string, negated: boolean): Clause | undefined {
  const tokens = withoutCompounds(analyze(text));
  const [first] = tokens;
  if (first === undefined) return undefined;
  if (tokens.length === 1) return { kind: 'term', stem: first.stem, exact: first.exact, negated };
  const terms = tokens.map(({ stem, exact, position }) => ({
    stem,
    exact,
    offset: position - first.position,
  }));
  return { kind: 'phrase', terms, negated };
}

/** A phrase is made of its parts; the compound that follows them in the analysis would only repeat them. */
function withoutCompounds(tokens: readonly Token[]): readonly Token[] {
  const parts = new Map<number, Token>();
  for (const token of tokens) {
    const known = parts.get(token.position);
    if (known === undefined || token.end < known.end) parts.set(token.position, token);
  }
  return [...parts.values()];
}
