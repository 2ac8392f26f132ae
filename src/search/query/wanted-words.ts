import type { QueryNode, TextClause } from './ast.js';
import { analyzeClause, type ClauseWord, clauseOf } from './clause-words.js';
import { allOf, oneOf } from './nodes.js';

/** The text clauses a paper should fulfil: those outside any `not`. */
export function wantedClauses(node: QueryNode): readonly TextClause[] {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.flatMap(wantedClauses);
  return node.kind === 'text' ? [node] : [];
}

/** The words that a paper should have in title or abstract, phrases taken apart. */
export function wantedWords(node: QueryNode): readonly ClauseWord[] {
  const clauses = wantedClauses(node).filter(
    ({ field }) => field === undefined || field === 'title' || field === 'abstract',
  );
  const words = new Map<string, ClauseWord>();
  for (const { words: parts, compound } of clauses.map(analyzeClause)) {
    for (const word of compound === undefined ? parts : [...parts, compound])
      if (!words.has(word.exact)) words.set(word.exact, word);
  }
  return [...words.values()];
}

/**
 * The query with its free words and phrases loosened to any one of their words; fields, counts, dates and exclusions hold as they are.
 * A single letter or digit says too little to be enough. Where nothing can be loosened it is the query itself.
 */
export function loosen(root: QueryNode): QueryNode {
  const free = wantedClauses(root).filter(({ field }) => field === undefined);
  const words = free.flatMap((clause): QueryNode[] =>
    clause.match === 'prefix'
      ? [clause]
      : analyzeClause(clause)
          .words.filter(({ exact }) => exact.length > 1 || !/[a-z0-9]/.test(exact))
          .map(clauseOf),
  );
  const any = oneOf(words);
  if (any === undefined || words.length < 2) return root;
  const rest = withoutFreeWords(root);
  const loose = allOf(rest === undefined ? [any] : [any, rest]) ?? root;
  // Where there are alternatives, one may hold by its fields alone: what the query finds, the looser one finds too.
  return hasChoice(root) ? (oneOf([loose, root]) ?? root) : loose;
}

function hasChoice(node: QueryNode): boolean {
  if (node.kind === 'or') return true;
  return node.kind === 'and' && node.nodes.some(hasChoice);
}

function withoutFreeWords(node: QueryNode): QueryNode | undefined {
  switch (node.kind) {
    case 'and':
      return allOf(node.nodes.flatMap((inner) => withoutFreeWords(inner) ?? []));
    case 'or': {
      const nodes = node.nodes.flatMap((inner) => withoutFreeWords(inner) ?? []);
      // An alternative that holds anyway makes the whole choice hold.
      return nodes.length === node.nodes.length ? oneOf(nodes) : undefined;
    }
    case 'text':
      return node.field === undefined ? undefined : node;
    default:
      return node;
  }
}
