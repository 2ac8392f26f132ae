import type { AgeClause, CountClause, DateClause, QueryNode, TextClause } from '../../query/ast.js';
import { type BitSet, emptySet, forEachMember, has, include, intersect, unite, without } from './bit-set.js';
import { foldPrefix, wordsOf } from './clause-words.js';
import type { LabelIndex } from './label-index.js';
import { papersOfId, type Segment } from './segment.js';
import { sizeOf, type TextIndex } from './text-index.js';
import { textsWithAll, textsWithPhrase, textsWithPrefix } from './text-match.js';

const DAY_MS = 86_400_000;

/** The papers of a segment, out of those within a set, for which a query holds. */
export function matching(segment: Segment, node: QueryNode, within: BitSet, now: Date): BitSet {
  switch (node.kind) {
    case 'and': {
      // What is dear to check (phrases, names) is asked last, of few.
      const inOrder = node.nodes.toSorted((a, b) => cost(a) - cost(b));
      return inOrder.reduce((left, child) => matching(segment, child, left, now), within);
    }
    case 'or': {
      const found = emptySet(sizeOf(segment.text));
      for (const child of node.nodes) unite(found, matching(segment, child, within, now));
      return found;
    }
    case 'not':
      return without(within, matching(segment, node.node, within, now));
    case 'text': {
      const found = textMatches(segment, node, within);
      intersect(found, within);
      return found;
    }
    case 'count':
      return papersWhere(segment[node.field], within, countTest(node));
    case 'date':
      return papersWhere(segment.published, within, dateTest(node));
    case 'age':
      return papersWhere(segment.published, within, ageTest(node, now));
  }
}

function cost(node: QueryNode): number {
  if (node.kind === 'text' && node.match === 'word') return 0;
  return node.kind === 'text' && node.match === 'phrase' ? 2 : 1;
}

function textMatches(segment: Segment, clause: TextClause, within: BitSet): BitSet {
  const { field } = clause;
  if (field === undefined) return wordsMatch(segment.text, clause, 'any', within);
  switch (field) {
    case 'title':
    case 'abstract':
      return wordsMatch(segment.text, clause, field, within);
    case 'author':
      return labelMatches(segment, segment.authors, clause);
    case 'org':
      return labelMatches(segment, segment.organizations, clause);
    case 'keyword':
      return labelMatches(segment, segment.keywords, clause);
    case 'id': {
      const found = emptySet(sizeOf(segment.text));
      for (const paper of papersOfId(segment, clause.text)) include(found, paper);
      return found;
    }
  }
}

function wordsMatch(
  index: TextIndex,
  clause: TextClause,
  field: 'any' | 'title' | 'abstract',
  within: BitSet | undefined,
): BitSet {
  if (clause.match === 'prefix') return textsWithPrefix(index, foldPrefix(clause.text), field);
  const words = wordsOf(clause.text);
  return words.length > 1
    ? textsWithPhrase(index, words, field, within)
    : textsWithAll(index, words, field);
}

function labelMatches(segment: Segment, labels: LabelIndex, clause: TextClause): BitSet {
  // All words of a clause stand in one name, in any order: people write `Hinton, Geoffrey` too.
  const inOneName =
    clause.field === 'author' && clause.match !== 'prefix'
      ? textsWithAll(labels.words, wordsOf(clause.text), 'any')
      : wordsMatch(labels.words, clause, 'any', undefined);
  const found = emptySet(sizeOf(segment.text));
  forEachMember(inOneName, (label) => {
    const end = labels.paperStarts[label + 1] ?? 0;
    for (let at = labels.paperStarts[label] ?? 0; at < end; at++) include(found, labels.papers[at] ?? 0);
  });
  return found;
}

type Test = (value: number) => boolean;

/** NaN, the unknown, passes no test. */
function papersWhere(column: Float64Array, within: BitSet, test: Test): BitSet {
  const found = emptySet(column.length);
  for (let paper = 0; paper < column.length; paper++) {
    if (has(within, paper) && test(column[paper] ?? Number.NaN)) include(found, paper);
  }
  return found;
}

function countTest({ comparison, value }: CountClause): Test {
  switch (comparison) {
    case '>=':
      return (count) => count >= value;
    case '<=':
      return (count) => count <= value;
    case '>':
      return (count) => count > value;
    case '<':
      return (count) => count < value;
    case '=':
      return (count) => count === value;
  }
}

function dateTest({ bound, date }: DateClause): Test {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (bound === 'since') {
    const start = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
    return (published) => published >= start;
  }
  const end =
    month === undefined
      ? Date.UTC(year + 1, 0, 1)
      : day === undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year, month - 1, day + 1);
  return (published) => published < end;
}

function ageTest({ days }: AgeClause, now: Date): Test {
  const start = now.getTime() - days * DAY_MS;
  return (published) => published >= start;
}
