import type { AnalysedDocument, AnalysedText } from '../document-terms.js';
import type { Clause, QueryNode, TextClause } from './ast.js';
import { canonical } from './canonical.js';
import { analyzeClause, type ClauseWords } from './clause-words.js';
import { clauseMatches, nameMatches, spotsIn } from './evaluate.js';
import type { Query } from './query.js';

/** What became of one part of a query: where it was met and by which words of the paper. */
export interface Evidence {
  /** In canonical form. */
  readonly clause: string;
  readonly field?: string;
  /** As the paper writes them; empty where it has none. */
  readonly words: readonly string[];
}

export interface Explanation {
  readonly matches: boolean;
  readonly matched: readonly Evidence[];
  /** What would have to be different for the paper to match; empty if it does. */
  readonly blocking: readonly Evidence[];
}

/** Says which clauses of a query a paper meets, and which ones keep it out. */
export function explain(query: Query, paper: AnalysedDocument, now: Date): Explanation {
  return explainNode(query.root, paper, now);
}

function explainNode(node: QueryNode, paper: AnalysedDocument, now: Date): Explanation {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.nodes.map((inner) => explainNode(inner, paper, now));
      const holds =
        node.kind === 'and' ? parts.every((part) => part.matches) : parts.some((part) => part.matches);
      const matched = parts.flatMap((part) => part.matched);
      if (holds) return { matches: true, matched, blocking: [] };
      const missing = [{ clause: canonical(node), words: [] }];
      return {
        matches: false,
        matched,
        blocking: node.kind === 'or' ? missing : parts.flatMap((part) => part.blocking),
      };
    }
    case 'not': {
      const { matches, matched } = explainNode(node.node, paper, now);
      if (!matches) return { matches: true, matched: [], blocking: [] };
      const clause = canonical(node);
      const blocking =
        matched.length === 0 ? [{ clause, words: [] }] : matched.map((found) => ({ ...found, clause }));
      return { matches: false, matched: [], blocking };
    }
    default:
      return explainClause(node, paper, now);
  }
}

function explainClause(node: Clause, paper: AnalysedDocument, now: Date): Explanation {
  const clause = canonical(node);
  const found = evidenceOf(node, paper);
  if (clauseMatches(node, paper, now)) {
    return { matches: true, matched: found.map((where) => ({ clause, ...where })), blocking: [] };
  }
  const [where] = node.kind === 'text' ? [] : found;
  const field = node.kind === 'text' && node.field !== undefined ? { field: node.field } : {};
  return { matches: false, matched: [], blocking: [{ clause, words: [], ...field, ...where }] };
}

function evidenceOf(
  node: Clause,
  { document, ...paper }: AnalysedDocument,
): readonly Omit<Evidence, 'clause'>[] {
  switch (node.kind) {
    case 'text':
      return textEvidence(node, { document, ...paper });
    case 'count': {
      const count = document[node.field];
      return [{ field: node.field, words: count === undefined ? [] : [String(count)] }];
    }
    case 'date':
    case 'age':
      return [
        { field: 'published', words: document.publishedAt === undefined ? [] : [document.publishedAt] },
      ];
  }
}

function textEvidence(clause: TextClause, paper: AnalysedDocument): readonly Omit<Evidence, 'clause'>[] {
  const texts: readonly (readonly [string, readonly AnalysedText[]])[] = [
    ['title', [paper.title]],
    ['abstract', [paper.abstract]],
    ['author', paper.authors],
    ['org', paper.organization],
    ['keyword', paper.keywords],
  ];
  if (clause.field === 'id') return [{ field: 'id', words: [paper.document.id] }];
  const wanted = analyzeClause(clause);
  return texts
    .filter(([field]) =>
      clause.field === undefined ? field === 'title' || field === 'abstract' : field === clause.field,
    )
    .flatMap(([field, fields]) => {
      const words = fields.flatMap((text) => wordsAt(wanted, text, field === 'author'));
      return words.length === 0 ? [] : [{ field, words: [...new Set(words)] }];
    });
}

/** A name is shown whole; of a text only the words that were asked for. */
function wordsAt(wanted: ClauseWords, text: AnalysedText, isName: boolean): readonly string[] {
  if (!isName) return spotsIn(wanted, text).map(({ start, end }) => text.text.slice(start, end));
  return nameMatches(wanted, text) ? [text.text] : [];
}
