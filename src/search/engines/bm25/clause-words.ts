import { analyze, type Token } from '../../analyzer.js';
import type { QueryNode, TextClause } from '../../query/ast.js';

/** A word of a clause; `offset` counts words from the first. */
export interface Word {
  readonly stem: string;
  readonly exact: string;
  readonly offset: number;
}

/** The words of a text, a compound by its parts only: its one-piece form would repeat them. */
export function wordsOf(text: string): readonly Word[] {
  const parts = new Map<number, Token>();
  for (const token of analyze(text)) {
    const known = parts.get(token.position);
    if (known === undefined || token.end < known.end) parts.set(token.position, token);
  }
  const words = [...parts.values()];
  const first = words[0]?.position ?? 0;
  return words.map(({ stem, exact, position }) => ({ stem, exact, offset: position - first }));
}

/** A beginning of a word, folded as the analyzer folds words; signs between letters do not count (`t-sn` begins `tsne`). */
export function foldPrefix(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]/gu, '');
}

/** Text clauses without a field, or in title or abstract, that are asked for and not excluded: what makes a paper rank. */
export function rankingClauses(node: QueryNode): readonly TextClause[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(rankingClauses);
    case 'text':
      return node.field === undefined || node.field === 'title' || node.field === 'abstract' ? [node] : [];
    default:
      return [];
  }
}
