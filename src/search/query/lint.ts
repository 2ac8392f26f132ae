import type { CountClause, QueryNode, TextClause } from './ast.js';
import { canonical } from './canonical.js';
import { analyzeClause } from './clause-words.js';
import { lex } from './lexer.js';
import { noneOf } from './nodes.js';
import type { Query } from './query.js';

/** What is odd about a query that somebody wants to keep, in a sentence for them. */
export interface LintFinding {
  readonly kind: 'never-matches' | 'matches-everything' | 'contradiction' | 'common-words' | 'unknown-name';
  readonly message: string;
}

/**
 * Looks for what makes a topic useless: it can never match, leaves nothing out, contradicts itself, or its words are all too common; and for words
 * that were perhaps meant as an option.
 */
export function lint(query: Query): readonly LintFinding[] {
  return [
    ...unknownNames(query),
    ...common(query),
    ...contradictions(query.root),
    ...neverMatches(query.root),
    ...everything(query.root),
  ];
}

/** `evry:week` is no field, and has not been taken for an option either. */
function unknownNames(query: Query): readonly LintFinding[] {
  return wordsOf(query).flatMap(({ text, match, field }) => {
    const [, name] = /^(\p{L}+):[\p{L}\p{N}]/u.exec(text) ?? [];
    if (name === undefined || match !== 'word' || field !== undefined) return [];
    const message = `There is no option and no field \`${name}:\`, so \`${text}\` is looked for as it is.`;
    return [{ kind: 'unknown-name', message }];
  });
}

function wordsOf({ text }: Query): readonly TextClause[] {
  return lex(text).flatMap((lexeme) =>
    lexeme.kind === 'clause' && lexeme.clause.kind === 'text' ? [lexeme.clause] : [],
  );
}

function common(query: Query): readonly LintFinding[] {
  const words = wordsOf(query);
  if (words.length === 0 || !words.every((clause) => analyzeClause(clause).common)) return [];
  const message = `Its words (${words.map((word) => word.text).join(', ')}) are too common to look for; only its filters count.`;
  return [{ kind: 'common-words', message }];
}

/** A clause and its opposite side by side: nothing holds both, and everything holds one of them. */
function contradictions(node: QueryNode): readonly LintFinding[] {
  if (node.kind === 'not') return contradictions(node.node);
  if (node.kind !== 'and' && node.kind !== 'or') return [];
  const within = node.nodes.flatMap(contradictions);
  if (node.kind === 'or') return within;
  const opposed = node.nodes.find((one) => node.nodes.some((other) => same(other, noneOf(one))));
  if (opposed === undefined) return within;
  const wanted = opposed.kind === 'not' ? opposed.node : opposed;
  const message = `It asks for \`${canonical(wanted)}\` and leaves it out: no paper can do both.`;
  return [{ kind: 'contradiction', message }, ...within];
}

function neverMatches(root: QueryNode): readonly LintFinding[] {
  const reason = impossible(root);
  return reason === undefined ? [] : [{ kind: 'never-matches', message: `It can never match: ${reason}.` }];
}

function impossible(node: QueryNode): string | undefined {
  if (node.kind === 'or') {
    const reasons = node.nodes.map(impossible);
    return reasons.includes(undefined) ? undefined : reasons[0];
  }
  const nodes = node.kind === 'and' ? node.nodes : [node];
  const within =
    node.kind === 'and' ? node.nodes.map(impossible).find((reason) => reason !== undefined) : undefined;
  return within ?? impossibleCounts(nodes) ?? impossibleDates(nodes) ?? impossibleIds(nodes);
}

function impossibleCounts(nodes: readonly QueryNode[]): string | undefined {
  const counts = nodes.filter((node) => node.kind === 'count');
  for (const field of new Set(counts.map((node) => node.field))) {
    const own = counts.filter((node) => node.field === field);
    const least = Math.max(0, ...own.map(lowest));
    const most = Math.min(...own.map(highest));
    if (least > most) return `no number is ${own.map(canonical).join(' and ')}`;
  }
  return undefined;
}

function lowest({ comparison, value }: CountClause): number {
  if (comparison === '>') return value + 1;
  return comparison === '>=' || comparison === '=' ? value : 0;
}

function highest({ comparison, value }: CountClause): number {
  if (comparison === '<') return value - 1;
  return comparison === '<=' || comparison === '=' ? value : Number.POSITIVE_INFINITY;
}

function impossibleDates(nodes: readonly QueryNode[]): string | undefined {
  const dates = nodes.filter((node) => node.kind === 'date');
  for (const since of dates.filter(({ bound }) => bound === 'since')) {
    const until = dates.find(({ bound, date }) => {
      const length = Math.min(date.length, since.date.length);
      return bound === 'until' && date.slice(0, length) < since.date.slice(0, length);
    });
    if (until !== undefined) return `${canonical(until)} ends before ${canonical(since)} begins`;
  }
  return undefined;
}

function impossibleIds(nodes: readonly QueryNode[]): string | undefined {
  const ids = nodes.flatMap((node) =>
    node.kind === 'text' && node.field === 'id' && node.match === 'word'
      ? [node.text.toLowerCase().replace(/v\d+$/, '')]
      : [],
  );
  return new Set(ids).size > 1 ? 'a paper has one id only' : undefined;
}

function everything(root: QueryNode): readonly LintFinding[] {
  const nodes = root.kind === 'or' ? root.nodes : [root];
  const open = nodes.find((node) => node.kind === 'not' || nodes.some((other) => same(other, noneOf(node))));
  if (open === undefined) return [];
  const message = `It matches nearly everything: \`${canonical(open)}\` alone lets almost every paper in.`;
  return [{ kind: 'matches-everything', message }];
}

function same(a: QueryNode, b: QueryNode): boolean {
  return canonical(a).toLowerCase() === canonical(b).toLowerCase();
}
