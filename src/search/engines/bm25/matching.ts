import type { AgeClause, CountClause, DateClause, QueryNode, TextClause } from '../../query/ast.js';
import { analyzeClause } from '../../query/clause-words.js';
import {
  type BitSet,
  emptySet,
  forEachMember,
  has,
  include,
  intersect,
  isEmpty,
  unite,
  without,
} from './bit-set.js';
import type { LabelIndex } from './label-index.js';
import { foldId } from './paper-id.js';
import type { FieldRange } from './rows.js';
import { papersFromId, papersOfId, type Segment } from './segment.js';
import { compareBeginningAt, type StringTable, stringCount } from './string-table.js';
import { findStem, frequencyOf, sizeOf, type TextIndex } from './text-index.js';
import { textsWithAll, textsWithPhrase, textsWithPrefix, textsWithWord } from './text-match.js';

const DAY_MS = 86_400_000;

/** The papers of a segment, out of those within a set, for which a query holds. */
export function matching(segment: Segment, node: QueryNode, within: BitSet, now: Date): BitSet {
  switch (node.kind) {
    case 'and': {
      // Rare words first, and what is dear to check (phrases, names) last, of few; often nothing is left before that.
      const priced = node.nodes.map((child) => ({ child, price: cost(segment, child) }));
      // A word that is nowhere settles it.
      if (priced.some(({ price }) => price === 0)) return emptySet(sizeOf(segment.text));
      let left = within;
      for (const { child } of priced.sort((a, b) => a.price - b.price)) {
        left = matching(segment, child, left, now);
        if (isEmpty(left)) break;
      }
      return left;
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
      return papersDated(segment.dates, within, node);
    case 'age':
      return papersWhere(segment.published, within, ageTest(node, now));
  }
}

/** A word costs as many postings as it has; a filter looks at every paper, a phrase or a name at more. */
function cost({ text }: Segment, node: QueryNode): number {
  if (node.kind !== 'text') return sizeOf(text);
  const [word, ...others] = analyzeClause(node).words;
  if (word === undefined || others.length > 0 || node.field !== undefined) return 2 * sizeOf(text);
  const stem = findStem(text, word.stem);
  return stem === undefined ? 0 : frequencyOf(text, stem);
}

function textMatches(segment: Segment, clause: TextClause, within: BitSet): BitSet {
  const { field } = clause;
  if (field === undefined) return wordsMatch(segment.text, clause, 'any', within);
  switch (field) {
    case 'title':
    case 'abstract':
      return wordsMatch(segment.text, clause, field, within);
    case 'author':
      return papersOf(segment, segment.authors, nameMatches(segment.authors.words, clause));
    case 'org':
      return papersOf(
        segment,
        segment.organizations,
        wordsMatch(segment.organizations.words, clause, 'any', undefined),
      );
    case 'keyword':
      return papersOf(
        segment,
        segment.keywords,
        wordsMatch(segment.keywords.words, clause, 'any', undefined),
      );
    case 'id':
      return papersWithId(segment, clause);
  }
}

function wordsMatch(
  index: TextIndex,
  clause: TextClause,
  field: FieldRange,
  within: BitSet | undefined,
): BitSet {
  const { words, compound, beginning } = analyzeClause(clause);
  if (beginning !== undefined) return textsWithPrefix(index, beginning, field);
  const found =
    words.length > 1
      ? textsWithPhrase(index, words, field, within)
      : textsWithAll(index, words, field, within);
  if (compound !== undefined) unite(found, textsWithWord(index, compound.stem, field, within));
  return found;
}

/** All the words of a clause have to be in one name, in any order: `author:"hinton geoffrey"`. */
function nameMatches(index: TextIndex, clause: TextClause): BitSet {
  const { words, compound, beginning } = analyzeClause(clause);
  if (beginning !== undefined) return textsWithPrefix(index, beginning, 'any');
  const found = textsWithAll(index, words, 'any');
  if (compound !== undefined) unite(found, textsWithWord(index, compound.stem, 'any'));
  return found;
}

function papersOf(segment: Segment, { paperStarts, papers }: LabelIndex, labels: BitSet): BitSet {
  const found = emptySet(sizeOf(segment.text));
  forEachMember(labels, (label) => {
    const end = paperStarts[label + 1] ?? 0;
    for (let at = paperStarts[label] ?? 0; at < end; at++) include(found, papers[at] ?? 0);
  });
  return found;
}

/** Exactly the id, or the same without the version, whatever its case. */
function papersWithId(segment: Segment, { match, text }: TextClause): BitSet {
  const found = emptySet(sizeOf(segment.text));
  const wanted = foldId(text).replace(/^arxiv:/, '');
  const ids = [wanted, wanted.replace(/v\d+$/, '')];
  const papers =
    match === 'prefix' ? papersFromId(segment, wanted) : ids.flatMap((id) => papersOfId(segment, id));
  for (const paper of papers) include(found, paper);
  return found;
}

/** Dates are compared as far as the clause goes: a month is all of its days. */
function papersDated(dates: StringTable, within: BitSet, { bound, date }: DateClause): BitSet {
  const found = emptySet(stringCount(dates));
  forEachMember(within, (paper) => {
    const order = compareBeginningAt(dates, paper, date);
    if (order !== undefined && (bound === 'since' ? order >= 0 : order <= 0)) include(found, paper);
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

function ageTest({ days }: AgeClause, now: Date): Test {
  const start = now.getTime() - days * DAY_MS;
  return (published) => published > start;
}
