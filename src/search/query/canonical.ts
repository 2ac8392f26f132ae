import type { QueryNode, TextClause } from './ast.js';

// What these are made of is read as one word wherever it stands.
const PLAIN_WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}.+#_'’-]*$/u;
const OPERATOR = /^(?:AND|OR|NOT)$/;

/** Writes a query in the one way that all of its spellings share; reading it gives the same tree again. */
export function canonical(node: QueryNode): string {
  switch (node.kind) {
    case 'and':
      return node.nodes.map((inner) => grouped(inner, inner.kind === 'or')).join(' ');
    case 'or':
      return node.nodes.map((inner) => grouped(inner, inner.kind === 'and')).join(' OR ');
    case 'not':
      return `-${grouped(node.node, node.node.kind === 'and' || node.node.kind === 'or')}`;
    case 'text':
      return `${node.field === undefined ? '' : `${node.field}:`}${textOf(node)}`;
    case 'count':
      return `${node.field}${node.comparison}${node.value}`;
    case 'date':
      return `${node.bound}:${node.date}`;
    case 'age':
      return `age<${node.days}d`;
  }
}

function grouped(node: QueryNode, needed: boolean): string {
  return needed ? `(${canonical(node)})` : canonical(node);
}

function textOf({ match, text }: TextClause): string {
  if (match === 'prefix') return `${text}*`;
  return PLAIN_WORD.test(text) && !OPERATOR.test(text) ? text : `"${text}"`;
}
