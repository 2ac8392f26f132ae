import fc from 'fast-check';
import type { Clause, QueryNode } from '../../../src/search/query/ast.js';
import { allOf, noneOf, oneOf } from '../../../src/search/query/nodes.js';

const words = fc.constantFrom(
  'rag',
  'chain',
  'thoughts',
  'GPT-4o',
  'C++',
  'O(n^2)',
  't-SNE:',
  'OR',
  'Poincaré',
  '深度学习',
  'q)',
  '-x1',
  'x*y',
);
const names = fc.constantFrom('Ada Lovelace', 'hinton', 'May');
const texts = (match: 'word' | 'phrase' | 'prefix', text: fc.Arbitrary<string>) =>
  text.map((written): Clause => ({ kind: 'text', match, text: written }));

const clauses: fc.Arbitrary<Clause> = fc.oneof(
  {
    weight: 4,
    arbitrary: texts(
      'word',
      words.filter((word) => word !== 'OR'),
    ),
  },
  texts(
    'phrase',
    fc.tuple(words, words).map(([a, b]) => `rag ${a} ${b}`),
  ),
  texts('prefix', fc.constantFrom('cha', 'thou', 'gpt-4', 'the')),
  fc.record({
    kind: fc.constant('text'),
    match: fc.constant('word'),
    text: fc.constantFrom('rag', 'id:x'),
    field: fc.constantFrom('title', 'abstract', 'keyword', 'org'),
  } as const),
  names.map(
    (text): Clause => ({
      kind: 'text',
      match: text.includes(' ') ? 'phrase' : 'word',
      text,
      field: 'author',
    }),
  ),
  fc.record({
    kind: fc.constant('text'),
    match: fc.constant('word'),
    text: fc.constantFrom('cot', '2401.12345v2'),
    field: fc.constant('id'),
  } as const),
  fc.record({
    kind: fc.constant('count'),
    field: fc.constantFrom('upvotes', 'comments', 'stars'),
    comparison: fc.constantFrom('>=', '<=', '>', '<', '='),
    value: fc.nat(50),
  } as const),
  fc.record({
    kind: fc.constant('date'),
    bound: fc.constantFrom('since', 'until'),
    date: fc.constantFrom('2022', '2024-01', '2024-06-01'),
  } as const),
  fc.nat(900).map((days): Clause => ({ kind: 'age', days: days + 1 })),
);

/** Trees that a query can have: any clauses, joined in any way. */
export const queryTrees: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    clauses,
    tie('node').map(noneOf),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => allOf([a, b]) ?? a),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => oneOf([a, b]) ?? a),
  ),
})).node;

const pieces = fc.constantFrom(
  'rag',
  'OR',
  'AND',
  'NOT',
  '-',
  '(',
  ')',
  '"',
  '*',
  ':',
  'title:',
  'author:',
  'upvotes',
  '>=',
  '10',
  'since:2025',
  'age<3w',
  'cha*',
  ' ',
  ' ',
  ' ',
  '\t',
  'C++',
  'é',
  'e\u0301',
  '深度',
  '🦜',
  '\ud800',
  '\u0000',
  '\u202e',
  'İ',
  'ﬁ',
  '“',
  '~',
  '^',
  "'",
  '\u200d',
);

/** Lines made of all that has a meaning in a query, in no order that makes sense, and lines of anything at all. */
export const writtenQueries: fc.Arbitrary<string> = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 600 }),
);
