import type { Clause, QueryNode } from './ast.js';
import { canonical } from './canonical.js';
import { analyzeClause } from './clause-words.js';
import { type Lexeme, mistake, type Place } from './lexeme.js';
import { lex } from './lexer.js';
import { allOf, noneOf, oneOf } from './nodes.js';
import type { ParsedQuery, QueryProblem } from './query.js';

const LONGEST_QUERY = 500;
const MOST_CLAUSES = 64;
const DEEPEST_GROUP = 16;

/** Thrown inside this file only, to leave the recursion at the first mistake. */
class Refusal extends Error {
  readonly problem: QueryProblem;

  constructor(problem: QueryProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Reads a query. Words stand side by side where all must hold, `OR` joins its two neighbours, `-` or `NOT` leaves out. Whatever cannot be
 * read comes back as a problem with its place; nothing is ever thrown.
 */
export function parseQuery(written: string): ParsedQuery {
  const parsed = parse(written);
  if (parsed.ok || parsed.problem.suggestion === undefined) return parsed;
  // What is offered instead must be right itself.
  const { suggestion, ...problem } = parsed.problem;
  return parse(suggestion).ok && suggestion !== written.trim() ? parsed : { ok: false, problem };
}

function parse(written: string): ParsedQuery {
  try {
    const text = written.trim();
    if (text === '')
      return refuse(
        written,
        'there is nothing to look for; write a few words, such as `diffusion transformer`.',
      );
    if (text.length > LONGEST_QUERY) return refuse(written, tooLong(text.length), LONGEST_QUERY);
    const root = createReader(written).read();
    if (root === undefined) return refuse(written, nothingToFind(text));
    if (!wantsSomething(root))
      return refuse(written, 'it only says what to leave out; add a word to look for.');
    const plain = canonical(root);
    // What was accepted once must be accepted again when it comes back in its canonical form.
    if (plain.length > LONGEST_QUERY) return refuse(written, tooLong(plain.length));
    if (depthOf(plain) > DEEPEST_GROUP) return refuse(written, TOO_DEEP);
    return { ok: true, query: { text, root } };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

const TOO_DEEP = `parentheses go at most ${DEEPEST_GROUP} deep.`;

function tooLong(length: number): string {
  return `a query has at most ${LONGEST_QUERY} characters; this one has ${length.toLocaleString('en')}.`;
}

function refuse(written: string, message: string, at = 0): ParsedQuery {
  return { ok: false, problem: { message, at, length: Math.max(0, written.length - at) } };
}

function nothingToFind(text: string): string {
  return /[\p{L}\p{N}]/u.test(text)
    ? 'every word of it is too common to search for; add one that says what the paper is about.'
    : 'there is no letter or digit in it to look for.';
}

function wantsSomething(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(wantsSomething);
  return node.kind !== 'not';
}

function depthOf(plain: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of plain.replace(/"[^"]*"/g, '')) {
    if (sign === '(') deepest = Math.max(deepest, ++depth);
    if (sign === ')') depth--;
  }
  return deepest;
}

/** Words too common to search for are read and left out, so a node may be `undefined`. */
function createReader(text: string) {
  const lexemes = lex(text);
  let next = 0;
  let clauses = 0;
  const fail = (place: Place, message: string, instead?: string): never => {
    throw new Refusal(mistake(text, place, message, instead).problem);
  };

  function read(): QueryNode | undefined {
    const [first] = lexemes;
    if (first?.kind === 'problem') throw new Refusal(first.problem);
    return sequence(0);
  }

  /** Everything up to the end of a group: all of it must hold. */
  function sequence(depth: number): QueryNode | undefined {
    const nodes: (QueryNode | undefined)[] = [];
    for (
      let lexeme = lexemes[next];
      lexeme !== undefined && lexeme.kind !== 'close';
      lexeme = lexemes[next]
    ) {
      if (lexeme.kind === 'or') fail(lexeme, needs('OR', 'before'), '');
      if (lexeme.kind === 'and') {
        if (nodes.length === 0) fail(lexeme, needs('AND', 'before'), '');
        next++;
        demandOperand(lexeme, 'AND');
      }
      nodes.push(choice(depth));
    }
    return allOf(nodes.filter((node) => node !== undefined));
  }

  function choice(depth: number): QueryNode | undefined {
    const nodes = [operand(depth)];
    for (let lexeme = lexemes[next]; lexeme?.kind === 'or'; lexeme = lexemes[next]) {
      next++;
      demandOperand(lexeme, 'OR');
      nodes.push(operand(depth));
    }
    return oneOf(nodes.filter((node) => node !== undefined));
  }

  function demandOperand(operator: Lexeme, name: string): void {
    const kind = lexemes[next]?.kind;
    if (kind === undefined || kind === 'close' || kind === 'or' || kind === 'and')
      fail(operator, needs(name, 'after'), '');
  }

  function operand(depth: number): QueryNode | undefined {
    const lexeme = lexemes[next++];
    switch (lexeme?.kind) {
      case 'clause':
        return counted(lexeme, lexeme.clause);
      case 'not': {
        let denied = lexeme;
        let odd = true;
        // A loop, not a recursion: a person may hold the key down.
        for (; lexemes[next]?.kind === 'not'; next++) {
          denied = lexeme;
          odd = !odd;
        }
        demandOperand(denied, 'NOT');
        const node = operand(depth);
        return node === undefined || !odd ? node : noneOf(node);
      }
      case 'open':
        return group(lexeme, depth + 1);
      default:
        return undefined;
    }
  }

  function group(open: Lexeme, depth: number): QueryNode | undefined {
    if (depth > DEEPEST_GROUP) fail(open, TOO_DEEP);
    const node = sequence(depth);
    if (lexemes[next]?.kind !== 'close')
      fail(open, 'this parenthesis is never closed; add a `)` or take it out.', '');
    next++;
    return node;
  }

  function counted(place: Place, clause: Clause): Clause | undefined {
    if (clause.kind === 'text' && analyzeClause(clause).common) return undefined;
    clauses++;
    if (clauses > MOST_CLAUSES)
      fail(place, `a query has at most ${MOST_CLAUSES} words and filters; this is one too many.`);
    return clause;
  }

  return { read };
}

function needs(operator: string, side: 'before' | 'after'): string {
  const advice = `add it, or take \`${operator}\` out; in small letters it is a word`;
  return `\`${operator}\` needs something to look for ${side} it; ${advice}.`;
}
