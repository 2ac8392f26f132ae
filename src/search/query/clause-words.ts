import { analyze, analyzeName, exactForms, type Token } from '../analyzer.js';
import type { TextClause } from './ast.js';

/** A word a clause asks for; `offset` counts words from its first. */
export interface ClauseWord {
  readonly stem: string;
  readonly exact: string;
  readonly offset: number;
}

/** What a text clause means once its words are analysed. */
export interface ClauseWords {
  /** Words that must stand together, in this order. */
  readonly words: readonly ClauseWord[];
  /** The stem that does as well: of a compound in one piece, `gpt4o` for `GPT-4o`. */
  readonly compound?: ClauseWord;
  /** The form that a word must begin with, of a prefix. */
  readonly beginning?: string;
  /** Whether there is nothing in it to look for. */
  readonly common: boolean;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const known = new WeakMap<TextClause, ClauseWords>();

// Queries repeat their words, and many people follow the same; what is remembered is bounded.
const MOST_TEXTS = 20_000;
const texts = new Map<string, ClauseWords>();

/** Analyses a clause as the papers are; once, for a clause is asked of every paper. */
export function analyzeClause(clause: TextClause): ClauseWords {
  const before = known.get(clause);
  if (before !== undefined) return before;
  const { match, field, text } = clause;
  // Words of titles, abstracts, organisations and keywords are analysed alike, whether alone or in a phrase.
  const alike = match !== 'prefix' && field !== 'author' && field !== 'id';
  const met = alike ? texts.get(text) : undefined;
  if (met !== undefined) return met;
  const words = read(clause);
  if (!alike) known.set(clause, words);
  else {
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(text, words);
  }
  return words;
}

/** A clause that asks for one word, which needs no analysis any more. */
export function clauseOf({ stem, exact }: ClauseWord): TextClause {
  const clause: TextClause = { kind: 'text', match: 'word', text: exact };
  known.set(clause, { words: [{ stem, exact, offset: 0 }], common: false });
  return clause;
}

function read({ match, text, field }: TextClause): ClauseWords {
  if (field === 'id') return { words: [], common: false };
  // Scripts without spaces are indexed in pairs of characters: a beginning of a run is simply a part of it.
  if (match === 'prefix' && !UNSPACED.test(text)) {
    const beginning = exactForms(text).join('');
    return { words: [], beginning, common: beginning === '' };
  }
  const tokens = field === 'author' ? analyzeName(text) : analyze(text);
  const [only, another] = tokens;
  // Most clauses are one plain word.
  if (another === undefined) {
    const words = only === undefined ? [] : [{ stem: only.stem, exact: only.exact, offset: 0 }];
    return { words, common: words.length === 0 };
  }
  const parts = withoutCompounds(tokens);
  const [first] = parts;
  const words = parts.map(({ stem, exact, position }) => ({
    stem,
    exact,
    offset: position - (first?.position ?? 0),
  }));
  const compound = wholeCompound(text, tokens, parts);
  return { words, common: words.length === 0, ...(compound === undefined ? {} : { compound }) };
}

/** A phrase is made of its parts; the compound that follows them in the analysis would only repeat them. */
function withoutCompounds(tokens: readonly Token[]): readonly Token[] {
  const parts = new Map<number, Token>();
  for (const token of tokens) {
    const other = parts.get(token.position);
    if (other === undefined || token.end < other.end) parts.set(token.position, token);
  }
  return [...parts.values()].sort((a, b) => a.position - b.position);
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
