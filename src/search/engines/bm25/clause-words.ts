import { analyze, type Token } from '../../analyzer.js';
import type { TextClause } from '../../query/ast.js';

// The meaning of a text clause as src/search/query/clause-words.ts has it; to become an import of `analyzeClause` from there.

/** A word a clause asks for; `offset` counts words from its first. */
export interface ClauseWord {
  readonly stem: string;
  readonly exact: string;
  readonly offset: number;
}

export interface ClauseWords {
  readonly words: readonly ClauseWord[];
  /** The stem that does as well: of a compound in one piece, `gpt4o` for `GPT-4o`. */
  readonly compound?: ClauseWord;
  /** The form that a word must begin with, of a prefix. */
  readonly beginning?: string;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

export function analyzeClause({ match, text, field }: TextClause): ClauseWords {
  if (field === 'id') return { words: [] };
  // Scripts without spaces are indexed in pairs of characters: a beginning of a run is simply a part of it.
  if (match === 'prefix' && !UNSPACED.test(text)) return { words: [], beginning: foldWords(text) };
  const tokens = analyze(text);
  const parts = withoutCompounds(tokens);
  const first = parts[0]?.position ?? 0;
  const words = parts.map(({ stem, exact, position }) => ({ stem, exact, offset: position - first }));
  const compound = wholeCompound(text, tokens, parts);
  return { words, ...(compound === undefined ? {} : { compound }) };
}

/** Folded as the analyzer folds words, signs left out: `t-sn` begins `tsne`. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]/gu, '');
}

function withoutCompounds(tokens: readonly Token[]): readonly Token[] {
  const parts = new Map<number, Token>();
  for (const token of tokens) {
    const other = parts.get(token.position);
    if (other === undefined || token.end < other.end) parts.set(token.position, token);
  }
  return [...parts.values()];
}

function wholeCompound(
  text: string,
  tokens: readonly Token[],
  parts: readonly Token[],
): ClauseWord | undefined {
  const end = Math.max(...tokens.map((token) => token.end), 0);
  const start = Math.min(...tokens.map((token) => token.start), text.length);
  const whole =
    parts.length > 1 ? tokens.find((token) => token.start === start && token.end === end) : undefined;
  return whole === undefined ? undefined : { stem: whole.stem, exact: whole.exact, offset: 0 };
}
