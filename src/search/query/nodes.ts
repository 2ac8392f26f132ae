import type { QueryNode } from './ast.js';

/** All of some nodes; one node stands for itself, nested conjunctions become one, and nothing at all is `undefined`. */
export function allOf(nodes: readonly QueryNode[]): QueryNode | undefined {
  if (nodes.length < 2) return nodes[0];
  if (!nodes.some(({ kind }) => kind === 'and')) return { kind: 'and', nodes };
  return { kind: 'and', nodes: nodes.flatMap((node) => (node.kind === 'and' ? node.nodes : [node])) };
}

/** One of some nodes, in the same way. */
export function oneOf(nodes: readonly QueryNode[]): QueryNode | undefined {
  if (nodes.length < 2) return nodes[0];
  if (!nodes.some(({ kind }) => kind === 'or')) return { kind: 'or', nodes };
  return { kind: 'or', nodes: nodes.flatMap((node) => (node.kind === 'or' ? node.nodes : [node])) };
}

/** The opposite of a node; twice denied is said. */
export function noneOf(node: QueryNode): QueryNode {
  return node.kind === 'not' ? node.node : { kind: 'not', node };
}
