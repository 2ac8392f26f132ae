import type { QueryNode, TextClause } from '../../query/ast.js';
import { analyzeClause } from './clause-words.js';

// The loose reading as src/search/query/wanted-words.ts has it; to become an import of `loosen` and `wantedClauses` from there.

/** The text clauses a paper should fulfil: those outside any `not`. */
export function wantedClauses(node: QueryNode): readonly TextClause[] {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.flatMap(wantedClauses);
  return node.kind === 'text' ? [node] : [];
}

/** The query with its free words and phrases loosened to any one of their words; fields, counts, dates and exclusions hold as they are. */
export function loosen(root: QueryNode): QueryNode {
  const free = wantedClauses(root).filter(({ field }) => field === undefined);
  const words = free.flatMap((clause): QueryNode[] =>
    clause.match === 'prefix'
      ? [clause]
      : analyzeClause(clause)
          .words.filter(({ exact }) => exact.length > 1 || !/[a-z0-9]/.test(exact))
          .map(({ exact }) => ({ kind: 'text', match: 'word', text: exact })),
  );
  const any = oneOf(words);
  if (any === undefined || words.length < 2) return root;
  const rest = withoutFreeWords(root);
  const loose = allOf(rest === undefined ? [any] : [any, rest]) ?? root;
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
      return nodes.length === node.nodes.length ? oneOf(nodes) : undefined;
    }
    case 'text':
      return node.field === undefined ? undefined : node;
    default:
      return node;
  }
}

function allOf(nodes: readonly QueryNode[]): QueryNode | undefined {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.nodes : [node]));
  return flat.length > 1 ? { kind: 'and', nodes: flat } : flat[0];
}

function oneOf(nodes: readonly QueryNode[]): QueryNode | undefined {
  const flat = nodes.flatMap((node) => (node.kind === 'or' ? node.nodes : [node]));
  return flat.length > 1 ? { kind: 'or', nodes: flat } : flat[0];
}
