import type { QueryNode, TextClause } from '../../query/ast.js';
import { wordsOf } from './clause-words.js';

/**
 * The query read loosely: of its plain words and phrases one word is enough, while fields, counts, dates and exclusions hold as they are.
 * A single letter or digit says too little on its own.
 */
export function loosened(node: QueryNode): QueryNode {
  if (isPlain(node)) return oneOf(plainClauses(node).flatMap(looseWords));
  if (node.kind === 'or') return { kind: 'or', nodes: node.nodes.map(loosened) };
  if (node.kind !== 'and') return node;
  const plain = node.nodes.filter(isPlain).flatMap(plainClauses);
  const rest = node.nodes.filter((child) => !isPlain(child)).map(loosened);
  return { kind: 'and', nodes: [oneOf(plain.flatMap(looseWords)), ...rest] };
}

function isPlain(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isPlain);
  return node.kind === 'text' && node.field === undefined;
}

function plainClauses(node: QueryNode): readonly TextClause[] {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.flatMap(plainClauses);
  return node.kind === 'text' ? [node] : [];
}

function looseWords(clause: TextClause): readonly TextClause[] {
  if (clause.match === 'prefix') return [clause];
  return wordsOf(clause.text).flatMap(({ exact }) =>
    exact.length > 1 || !/[a-z0-9]/.test(exact) ? { kind: 'text', match: 'word', text: exact } : [],
  );
}

function oneOf(nodes: readonly TextClause[]): QueryNode {
  return { kind: 'or', nodes };
}
