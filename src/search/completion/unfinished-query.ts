import type { TextField } from '../query/ast.js';
import type { Lexeme } from '../query/lexeme.js';
import { lex } from '../query/lexer.js';
import { parseQuery } from '../query/parse.js';
import type { Query } from '../query/query.js';

/** The last piece of a query, which somebody is still typing; what replaces it makes a query of the whole. */
export interface Gap {
  /** The words typed so far, without field and quotes. */
  readonly typed: string;
  readonly field?: TextField;
  /** Inside quotes that are still open. */
  readonly quoted: boolean;
  /** Whether the last word may go on; behind a space it is complete. */
  readonly wordOpen: boolean;
  /** What stands before it as written, and what closes behind it what is open. */
  readonly before: string;
  readonly after: string;
}

export interface UnfinishedQuery {
  /** What it says already, as far as it can be read. */
  readonly query?: Query;
  /** What is being typed: the last word or value. */
  readonly gap?: Gap;
  /** The row of plain words that ends in it, two or more: they may be a name or a title together. */
  readonly row?: Gap;
  /** Whether what is typed must hold as well, or instead of something, or must not hold. */
  readonly joined: 'and' | 'or' | 'not';
}

const QUOTE_BEHIND = /["“”„«»]$/;

/** Reads a query of which the end may be missing: an open quote, an open group, half a word. Nothing is ever thrown. */
export function readUnfinished(written: string): UnfinishedQuery {
  const plain = lex(written);
  const quote = isBroken(plain) ? '"' : '';
  const lexemes = isBroken(plain) ? lex(`${written}"`) : plain;
  if (isBroken(lexemes)) return mistaken(written);
  const after = ' )'.repeat(openGroups(lexemes));
  return {
    ...said(`${written}${quote}${after}`),
    ...gapsOf(written, lexemes, { open: quote !== '', after }),
    joined: joinOf(lexemes.at(-2)),
  };
}

function joinOf(before: Lexeme | undefined): UnfinishedQuery['joined'] {
  return before?.kind === 'or' || before?.kind === 'not' ? before.kind : 'and';
}

/** A slip that can be put right (`autor:hin`) is; of anything else only the part before it counts. */
function mistaken(written: string): UnfinishedQuery {
  const parsed = parseQuery(written);
  const suggestion = parsed.ok ? undefined : parsed.problem.suggestion;
  return suggestion === undefined ? { ...said(written), joined: 'and' } : readUnfinished(suggestion);
}

function isBroken(lexemes: readonly Lexeme[]): boolean {
  return lexemes[0]?.kind === 'problem';
}

function openGroups(lexemes: readonly Lexeme[]): number {
  const count = (kind: Lexeme['kind']) => lexemes.filter((lexeme) => lexeme.kind === kind).length;
  return count('open') - count('close');
}

/** The query as it stands, or as it was probably meant, or the part before the first mistake. */
function said(text: string): Pick<UnfinishedQuery, 'query'> {
  const parsed = parseQuery(text);
  if (parsed.ok) return { query: parsed.query };
  const { suggestion, at } = parsed.problem;
  const right = suggestion ?? text.slice(0, at).replace(/\S*$/, '').trim();
  return right === '' ? {} : said(right);
}

function gapsOf(
  written: string,
  lexemes: readonly Lexeme[],
  { open, after }: { readonly open: boolean; readonly after: string },
): Pick<UnfinishedQuery, 'gap' | 'row'> {
  const last = lexemes.at(-1);
  if (last?.kind !== 'clause' || last.clause.kind !== 'text' || last.clause.match === 'prefix') return {};
  const quoted = open || QUOTE_BEHIND.test(written.slice(last.at, last.at + last.length));
  if (quoted && !open) return {};
  const { text: typed, field } = last.clause;
  const common = { quoted, wordOpen: !/\s$/.test(written), after };
  const gap = {
    ...common,
    typed,
    before: written.slice(0, last.at),
    ...(field === undefined ? {} : { field }),
  };
  const first = lexemes[rowStart(written, lexemes)];
  if (first === undefined || first === last || quoted) return { gap };
  const together = written.slice(first.at, last.at + last.length);
  return { gap, row: { ...common, typed: together, before: written.slice(0, first.at) } };
}

/** Where the row of plain words begins that ends the query; a word that an operator has taken is not in it. */
function rowStart(written: string, lexemes: readonly Lexeme[]): number {
  let start = lexemes.length;
  while (isPlainWord(written, lexemes[start - 1])) start--;
  const before = lexemes[start - 1]?.kind;
  return before === 'not' || before === 'or' || before === 'and' ? start + 1 : start;
}

function isPlainWord(written: string, lexeme: Lexeme | undefined): boolean {
  if (lexeme?.kind !== 'clause' || lexeme.clause.kind !== 'text') return false;
  const { field, match } = lexeme.clause;
  const raw = written.slice(lexeme.at, lexeme.at + lexeme.length);
  return field === undefined && match === 'word' && !QUOTE_BEHIND.test(raw);
}
