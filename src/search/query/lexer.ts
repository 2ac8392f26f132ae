import type { TextClause, TextField } from './ast.js';
import { COUNT_FIELDS, nearestField, TEXT_FIELDS } from './field-names.js';
import { filterAt } from './filter-lexer.js';
import { type Lexeme, mistake } from './lexeme.js';

const SHORTEST_PREFIX = 3;

const FIELD = /(title|abstract|author|org|keyword|id):/iy;
const UNKNOWN_NAME = /([a-z]{3,12})(?::(?=[^\s:/])|(?:>=|<=|>|<|=)(?=\d))/iy;
const PREFIX = /^([\p{L}\p{N}][\p{L}\p{N}\p{M}_.'’-]*)\*$/u;
// Most words are made of nothing else, and need not be held against everything that has a meaning in a query.
const PLAIN_WORD = /[a-z0-9]+(?=[\s)]|$)/iy;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LETTERS_AND_DIGITS = /[\p{L}\p{N}]/gu;
const OPERATORS: ReadonlyMap<string, 'or' | 'and' | 'not'> = new Map([
  ['OR', 'or'],
  ['AND', 'and'],
  ['NOT', 'not'],
]);
const COMPARED: ReadonlySet<string> = new Set([...COUNT_FIELDS, 'age']);

/** Cuts a query into lexemes. It ends at the first mistake, which is then the only lexeme. */
export function lex(written: string): readonly Lexeme[] {
  // Phones turn quotes into curly ones; each is one character, so that all places stay right.
  const text = written.replace(/[“”„«»]/g, '"');
  const lexemes: Lexeme[] = [];
  let depth = 0;
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    if (at >= text.length) return withoutIdleOperators(lexemes);
    const lexeme = lexemeAt(text, at, depth);
    if (lexeme.kind === 'problem') return [lexeme];
    if (lexeme.kind === 'open') depth++;
    if (lexeme.kind === 'close') depth--;
    lexemes.push(lexeme);
    at = lexeme.at + lexeme.length;
  }
}

/** An operator beside a bare sign (`- OR -`) joins nothing: it is a word like any other, and too common to look for. */
function withoutIdleOperators(lexemes: readonly Lexeme[]): readonly Lexeme[] {
  const isSign = (index: number) => lexemes[index]?.kind === 'sign';
  return lexemes.map((lexeme, index): Lexeme => {
    const { kind, at, length } = lexeme;
    const operator = kind === 'or' || kind === 'and' || kind === 'not';
    return operator && (isSign(index - 1) || isSign(index + 1)) ? { kind: 'sign', at, length } : lexeme;
  });
}

function lexemeAt(text: string, at: number, depth: number): Lexeme {
  return plainWordAt(text, at, depth) ?? anyLexemeAt(text, at, depth);
}

/** A word that can be nothing but a word; a count or an age may have a comparison behind a space. */
function plainWordAt(text: string, at: number, depth: number): Lexeme | undefined {
  PLAIN_WORD.lastIndex = at;
  const [word] = PLAIN_WORD.exec(text) ?? [];
  if (word === undefined || OPERATORS.has(word) || COMPARED.has(word.toLowerCase())) return undefined;
  const length = word.length;
  if (depth === 0 && text.charAt(at + length) === ')') return undefined;
  return { kind: 'clause', at, length, clause: { kind: 'text', match: 'word', text: word } };
}

function anyLexemeAt(text: string, at: number, depth: number): Lexeme {
  const sign = text.charAt(at);
  if (sign === '(') return { kind: 'open', at, length: 1 };
  if (sign === ')' && depth > 0) return { kind: 'close', at, length: 1 };
  if (sign === ')')
    return mistake(
      text,
      { at, length: 1 },
      'this parenthesis closes nothing; take it out or open one before.',
      '',
    );
  if (sign === '-' && /[^\s)-]/.test(text.charAt(at + 1))) return { kind: 'not', at, length: 1 };
  return fieldAt(text, at, depth) ?? filterAt(text, at) ?? unknownNameAt(text, at) ?? textAt(text, at, depth);
}

function fieldAt(text: string, at: number, depth: number): Lexeme | undefined {
  FIELD.lastIndex = at;
  const [name = ''] = FIELD.exec(text) ?? [];
  const field = TEXT_FIELDS.find((known) => `${known}:` === name.toLowerCase());
  if (field === undefined) return undefined;
  const behind = at + name.length;
  if (text.charAt(behind) === '(') {
    const message = `\`${field}:\` takes one word or a "phrase"; write it before each: \`(${field}:one OR ${field}:other)\`.`;
    return mistake(text, { at: behind, length: 1 }, message);
  }
  const bare = /^(?:[\s)]|$)/.test(text.slice(behind, behind + 1));
  const value = bare ? undefined : textAt(text, behind, depth, field);
  if (value?.kind === 'problem' || value?.kind === 'clause') {
    return value.kind === 'problem' ? value : { ...value, at, length: value.length + name.length };
  }
  const [, gap = '', next] = /^(\s*)([\p{L}\p{N}][^\s:"()]*)/u.exec(text.slice(behind)) ?? [];
  const example = next === undefined ? '' : ', without a space';
  const place = { at, length: name.length };
  const problem = mistake(text, place, `\`${field}:\` needs a word after the colon${example}.`).problem;
  if (next === undefined) return { kind: 'problem', ...place, problem };
  const joined = mistake(text, { at, length: name.length + gap.length }, '', `${field}:`).problem;
  return { kind: 'problem', ...place, problem: { ...joined, ...problem } };
}

/** `autor:hinton` was meant as a field; `foo:bar` and `t-SNE: a survey` are words. */
function unknownNameAt(text: string, at: number): Lexeme | undefined {
  UNKNOWN_NAME.lastIndex = at;
  const match = UNKNOWN_NAME.exec(text);
  const [written = '', name = ''] = match ?? [];
  if (match === null) return undefined;
  const colon = written.endsWith(':');
  const field = nearestField(name, colon ? 'colon' : 'comparison');
  if (field === undefined) return undefined;
  const message = `there is no field \`${name}\`, but there is \`${field}\`. To look for the words as they are, put them in quotes.`;
  return mistake(text, { at, length: name.length }, message, field);
}

function textAt(text: string, at: number, depth: number, field?: TextField): Lexeme {
  if (text.charAt(at) === '"') return quotedAt(text, at, field);
  const word = wordAt(text, at, depth);
  const place = { at, length: word.length };
  const operator = field === undefined ? OPERATORS.get(word) : undefined;
  if (operator !== undefined) return { kind: operator, ...place };
  const beginning = PREFIX.exec(word)?.[1];
  if (beginning === undefined) return textLexeme(word, place, 'word', field);
  if ((beginning.match(LETTERS_AND_DIGITS) ?? []).length < SHORTEST_PREFIX) {
    const message = `a beginning of a word needs ${SHORTEST_PREFIX} letters or more before the \`*\`; \`${word}\` would be in every paper.`;
    return mistake(text, place, message, beginning);
  }
  return textLexeme(beginning, place, 'prefix', field);
}

function quotedAt(text: string, at: number, field?: TextField): Lexeme {
  const end = text.indexOf('"', at + 1);
  if (end === -1) {
    const message = 'this quote is never closed; add a second `"` or take it out.';
    const rest = { at, length: text.length - at };
    const { problem } = mistake(text, rest, message, `"${text.slice(at + 1)}"`);
    return { kind: 'problem', ...rest, problem: { ...problem, length: 1 } };
  }
  const inner = text
    .slice(at + 1, end)
    .replace(/\s+/g, ' ')
    .trim();
  return textLexeme(inner, { at, length: end + 1 - at }, inner.includes(' ') ? 'phrase' : 'word', field);
}

function textLexeme(
  text: string,
  place: { readonly at: number; readonly length: number },
  match: TextClause['match'],
  field: TextField | undefined,
): Lexeme {
  if (!LETTER_OR_DIGIT.test(text)) return { kind: 'sign', ...place };
  const clause = { kind: 'text', match, text: text.normalize('NFC') } as const;
  return { kind: 'clause', ...place, clause: field === undefined ? clause : { ...clause, field } };
}

/** A word goes on to white space or a quote. Parentheses inside it belong to it (`O(n^2)`), unless one closes a group around it. */
function wordAt(text: string, at: number, depth: number): string {
  let open = 0;
  let end = at;
  for (; end < text.length; end++) {
    const sign = text.charAt(end);
    if (/[\s"]/.test(sign)) break;
    if (sign === '(') open++;
    if (sign !== ')') continue;
    if (open === 0 && depth > 0) break;
    open = Math.max(0, open - 1);
  }
  return text.slice(at, end);
}
