import type { QueryNode } from './ast.js';
import { canonical } from './canonical.js';
import type { ParsedQuery } from './query.js';
import { DEEPEST_GROUP, QueryReader, Refusal, TOO_DEEP } from './query-reader.js';

const LONGEST_QUERY = 500;

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
    const root = new QueryReader(written).read();
    if (root === undefined) return refuse(written, nothingToFind(text));
    if (!wantsSomething(root))
      return refuse(written, 'it only says what to leave out; add a word to look for.');
    const plain = canonical(root);
    // What was accepted once must be accepted again when it comes back in its canonical form.
    if (plain.length > LONGEST_QUERY)
      return refuse(written, `${tooLong(plain.length)} Quotes and brackets that make it plain are counted.`);
    if (depthOf(plain) > DEEPEST_GROUP) return refuse(written, TOO_DEEP);
    return { ok: true, query: { text, root } };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

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
  if (!plain.includes('(')) return 0;
  let depth = 0;
  let deepest = 0;
  for (const sign of plain.replace(/"[^"]*"/g, '')) {
    if (sign === '(') deepest = Math.max(deepest, ++depth);
    if (sign === ')') depth--;
  }
  return deepest;
}
