import { analyze, type Token } from '../../../../../src/search/analyzer.js';
import { analyzeClause, type ClauseWords } from '../../../../../src/search/engines/bm25/clause-words.js';
import type { SearchDocument } from '../../../../../src/search/engines/bm25/contract.js';
import type { QueryNode, TextClause } from '../../../../../src/search/query/ast.js';

const DAY_MS = 86_400_000;

/** What a query means, read off the documents one by one: slow, and plain to see. */
export function matches(node: QueryNode, paper: SearchDocument, now: Date): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((inner) => matches(inner, paper, now));
    case 'or':
      return node.nodes.some((inner) => matches(inner, paper, now));
    case 'not':
      return !matches(node.node, paper, now);
    case 'text':
      return textMatches(node, paper);
    case 'count': {
      const count = paper[node.field];
      if (count === undefined) return false;
      const { value } = node;
      const answers = {
        '>=': count >= value,
        '<=': count <= value,
        '>': count > value,
        '<': count < value,
        '=': count === value,
      };
      return answers[node.comparison];
    }
    case 'date': {
      const known = paper.publishedAt?.slice(0, node.date.length);
      if (known === undefined) return false;
      return node.bound === 'since' ? known >= node.date : known <= node.date;
    }
    case 'age':
      return now.getTime() - Date.parse(paper.publishedAt ?? '') < node.days * DAY_MS;
  }
}

function textMatches(clause: TextClause, paper: SearchDocument): boolean {
  const wanted = analyzeClause(clause);
  switch (clause.field) {
    case 'id':
      return clause.match === 'prefix'
        ? paper.id.toLowerCase().startsWith(clause.text.toLowerCase())
        : paper.id.toLowerCase() === clause.text.toLowerCase().replace(/v\d+$/, '');
    case 'author':
      return (paper.authors ?? []).some((name) => nameMatches(wanted, analyze(name)));
    case 'org':
      return paper.organization !== undefined && standsIn(wanted, analyze(paper.organization));
    case 'keyword':
      return (paper.keywords ?? []).some((keyword) => standsIn(wanted, analyze(keyword)));
    case 'title':
    case 'abstract':
      return standsIn(wanted, analyze(paper[clause.field]));
    default:
      return standsIn(wanted, analyze(paper.title)) || standsIn(wanted, analyze(paper.abstract));
  }
}

function standsIn({ words, compound, beginning }: ClauseWords, tokens: readonly Token[]): boolean {
  if (beginning !== undefined) {
    return beginning !== '' && tokens.some(({ exact }) => exact.startsWith(beginning));
  }
  const at = (stem: string, position: number) =>
    tokens.some((token) => token.stem === stem && token.position === position);
  if (compound !== undefined && tokens.some(({ stem }) => stem === compound.stem)) return true;
  if (words.length === 0) return false;
  return tokens.some(({ position }) => words.every(({ stem, offset }) => at(stem, position + offset)));
}

function nameMatches(wanted: ClauseWords, tokens: readonly Token[]): boolean {
  if (wanted.beginning !== undefined) return standsIn(wanted, tokens);
  const has = ({ stem }: { readonly stem: string }) => tokens.some((token) => token.stem === stem);
  if (wanted.compound !== undefined && has(wanted.compound)) return true;
  return wanted.words.length > 0 && wanted.words.every(has);
}
