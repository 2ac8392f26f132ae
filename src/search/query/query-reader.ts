import type { Clause, QueryNode } from './ast.js';
import { analyzeClause } from './clause-words.js';
import { type Lexeme, mistake, type Place } from './lexeme.js';
import { lex } from './lexer.js';
import { allOf, noneOf, oneOf } from './nodes.js';
import type { QueryProblem } from './query.js';

const MOST_CLAUSES = 64;
export const DEEPEST_GROUP = 16;
export const TOO_DEEP = `parentheses go at most ${DEEPEST_GROUP} deep.`;

/** Thrown by a reader to leave the recursion at the first mistake. */
export class Refusal extends Error {
  readonly problem: QueryProblem;

  constructor(problem: QueryProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Reads one query from its first lexeme to its last. Words too common to search for are left out, so a node may be `undefined`. */
export class QueryReader {
  readonly #text: string;
  readonly #lexemes: readonly Lexeme[];
  #next = 0;
  #clauses = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lexemes = lex(text);
  }

  read(): QueryNode | undefined {
    const [first] = this.#lexemes;
    if (first?.kind === 'problem') throw new Refusal(first.problem);
    return this.#sequence(0);
  }

  /** Everything up to the end of a group: all of it must hold. */
  #sequence(depth: number): QueryNode | undefined {
    const nodes: (QueryNode | undefined)[] = [];
    for (let lexeme = this.#ahead; lexeme !== undefined && lexeme.kind !== 'close'; lexeme = this.#ahead) {
      if (lexeme.kind === 'or') this.#fail(lexeme, needs('OR', 'before'), '');
      if (lexeme.kind === 'and') {
        if (nodes.length === 0) this.#fail(lexeme, needs('AND', 'before'), '');
        this.#next++;
        this.#demandOperand(lexeme, 'AND');
      }
      nodes.push(this.#choice(depth));
    }
    return allOf(nodes.filter((node) => node !== undefined));
  }

  #choice(depth: number): QueryNode | undefined {
    const first = this.#operand(depth);
    if (this.#ahead?.kind !== 'or') return first;
    const nodes = [first];
    for (let lexeme = this.#ahead; lexeme?.kind === 'or'; lexeme = this.#ahead) {
      this.#next++;
      this.#demandOperand(lexeme, 'OR');
      nodes.push(this.#operand(depth));
    }
    return oneOf(nodes.filter((node) => node !== undefined));
  }

  #operand(depth: number): QueryNode | undefined {
    const lexeme = this.#ahead;
    this.#next++;
    switch (lexeme?.kind) {
      case 'clause':
        return this.#counted(lexeme, lexeme.clause);
      case 'not':
        return this.#denied(lexeme, depth);
      case 'open':
        return this.#group(lexeme, depth + 1);
      default:
        return undefined;
    }
  }

  /** A loop, not a recursion: a person may hold the key down. */
  #denied(first: Lexeme, depth: number): QueryNode | undefined {
    let odd = true;
    for (; this.#ahead?.kind === 'not'; this.#next++) odd = !odd;
    this.#demandOperand(first, 'NOT');
    const node = this.#operand(depth);
    return node === undefined || !odd ? node : noneOf(node);
  }

  #group(open: Lexeme, depth: number): QueryNode | undefined {
    if (depth > DEEPEST_GROUP) this.#fail(open, TOO_DEEP);
    const node = this.#sequence(depth);
    if (this.#ahead?.kind !== 'close')
      this.#fail(open, 'this parenthesis is never closed; add a `)` or take it out.', '');
    this.#next++;
    return node;
  }

  #counted(place: Place, clause: Clause): Clause | undefined {
    if (clause.kind === 'text' && analyzeClause(clause).common) return undefined;
    this.#clauses++;
    if (this.#clauses > MOST_CLAUSES)
      this.#fail(place, `a query has at most ${MOST_CLAUSES} words and filters; this is one too many.`);
    return clause;
  }

  get #ahead(): Lexeme | undefined {
    return this.#lexemes[this.#next];
  }

  #demandOperand(operator: Lexeme, name: string): void {
    const kind = this.#ahead?.kind;
    if (kind === undefined || kind === 'close' || kind === 'or' || kind === 'and')
      this.#fail(operator, needs(name, 'after'), '');
  }

  #fail(place: Place, message: string, instead?: string): never {
    throw new Refusal(mistake(this.#text, place, message, instead).problem);
  }
}

function needs(operator: string, side: 'before' | 'after'): string {
  const advice = `add it, or take \`${operator}\` out; in small letters it is a word`;
  return `\`${operator}\` needs something to look for ${side} it; ${advice}.`;
}
