import { analyze, isPlain, type Token } from './analyzer.js';
import type { QueryNode } from './query/ast.js';
import { analyzeClause, type ClauseWords } from './query/clause-words.js';
import { spotsIn } from './query/evaluate.js';
import type { Query } from './query/query.js';
import { wantedClauses } from './query/wanted-words.js';

/**
 * The words of a text that a query asks for, in their order. The words of a phrase are wanted where the phrase stands; where it does not,
 * each of them is.
 */
export function wantedSpots(text: string, query: Query): readonly Token[] {
  const { clauses, beginnings } = wantedOf(query);
  if (clauses.length === 0) return [];
  return beginnings === undefined || !isPlain(text)
    ? spotsAmong(analyze(text), clauses)
    : spotsAmong(tokensNear(text, beginnings), clauses);
}

interface Wanted {
  readonly clauses: readonly ClauseWords[];
  /** Finds where a word may begin that is asked for; there only where every clause asks for one word, so that no word needs its neighbours. */
  readonly beginnings: RegExp | undefined;
}

const known = new WeakMap<QueryNode, Wanted>();

function wantedOf({ root }: Query): Wanted {
  const before = known.get(root);
  if (before !== undefined) return before;
  const clauses = wantedClauses(root)
    .filter(({ field }) => field === undefined || field === 'title' || field === 'abstract')
    .map(analyzeClause)
    .filter(({ words, compound, beginning }) => words.length > 0 || (compound ?? beginning) !== undefined);
  const wanted = { clauses, beginnings: beginningsOf(clauses) };
  known.set(root, wanted);
  return wanted;
}

const PLAIN_STEM = /^[a-z0-9]+$/;
/** So many letters of a stem are those of every word that has it: stemming puts other endings behind them. */
const CERTAIN = 3;

function beginningsOf(clauses: readonly ClauseWords[]): RegExp | undefined {
  const starts = clauses.map(({ words, compound, beginning }) => {
    const [only, another] = words;
    const single = another === undefined && compound === undefined && beginning === undefined;
    return single && only !== undefined && PLAIN_STEM.test(only.stem) ? certainStart(only.stem) : '';
  });
  if (starts.length === 0 || starts.includes('')) return undefined;
  return new RegExp(`(?<![a-z0-9])(?:${[...new Set(starts)].join('|')})`, 'gi');
}

/** What every word of a stem begins with; the last letter of a stem may be another one in the word: `study` has the stem `studi`. */
export function certainStart(stem: string): string {
  return stem.slice(0, Math.max(1, Math.min(CERTAIN, stem.length - 1)));
}

/** The tokens of the words that may be meant, each analysed with all that is written together with it. */
function tokensNear(text: string, beginnings: RegExp): readonly Token[] {
  const tokens: Token[] = [];
  beginnings.lastIndex = 0;
  for (let match = beginnings.exec(text); match !== null; match = beginnings.exec(text)) {
    let [start, end] = [match.index, match.index];
    while (isTogether(text.charCodeAt(start - 1))) start--;
    while (isTogether(text.charCodeAt(end))) end++;
    for (const token of analyze(text.slice(start, end)))
      tokens.push({ ...token, position: 0, start: token.start + start, end: token.end + start });
    beginnings.lastIndex = end;
  }
  return tokens;
}

/** Letters, digits, and what joins them to one word: `GPT-4o`, `C++`, `don't`. */
function isTogether(unit: number): boolean {
  return unit > 0x20 && unit !== 0x2c && unit !== 0x28 && unit !== 0x29;
}

function spotsAmong(tokens: readonly Token[], clauses: readonly ClauseWords[]): readonly Token[] {
  const found = clauses.flatMap((clause) => {
    const spots = spotsIn(clause, { tokens });
    if (spots.length > 0 || clause.words.length < 2) return spots;
    return clause.words.flatMap((word) =>
      spotsIn({ words: [{ ...word, offset: 0 }], common: false }, { tokens }),
    );
  });
  return [...new Set(found)].sort((a, b) => a.start - b.start || b.end - a.end);
}
