import type { QueryNode } from './ast.js';

/** All of some nodes; one node stands for itself, nested conjunctions become one, and nothing at all is `undefined`. */
export function allOf(nodes: readonly QueryNode[]): QueryNode | undefined {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.nodes : [node]));
  return flat.length > 1 ? { kind: 'and', nodes: flat } : flat[0];
}

/** One of some nodes, in the same way. */
export function oneOf(nodes: readonly QueryNode[]): QueryNode | undefined {
  const flat = nodes.flatMap((node) => (node.kind === 'or' ? node.nodes : [node]));
  return flat.length > 1 ? { kind: 'or', nodes: flat } : flat[0];
}

/** The opposite of a node; twice denied is said. */
export function noneOf(node: QueryNode): QueryNode {
  return node.kind === 'not' ? node.node : { kind: 'not', node };
}
