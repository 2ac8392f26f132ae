import fc from 'fast-check';
import type { QueryNode } from '../../../../../src/search/query/ast.js';
import type { SearchDocument } from '../../../../../src/search/search-engine.js';

// A small vocabulary, so that things meet: forms of one stem, compounds, stop words, signs, marks and scripts without spaces.
const VOCABULARY =
  'model models modeling modeled modelling modelled modelings modeler transform transformer transformers chain of the thought thoughts t-SNE sne tsne GPT-4o gpt4o C++ Poincaré poincare 深度学习 学习 модели a 2 rate-distortion rate distortion';
const word = fc.constantFrom(...VOCABULARY.split(' '));
const text = (most: number) => fc.array(word, { maxLength: most }).map((words) => words.join(' '));
const some = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '));
const count = fc.option(fc.nat(5), { nil: undefined });
const date = fc.constantFrom('2024-01-31', '2024-02-01', '2024-02-29T12:00:00Z', '2025-01-01');

function known<Row extends object>(row: Row): { [Key in keyof Row]?: Exclude<Row[Key], undefined> } {
  return JSON.parse(JSON.stringify(row));
}

export const document: fc.Arbitrary<SearchDocument> = fc
  .record({
    facts: fc.record({
      authors: fc.option(fc.array(some(3), { maxLength: 3 }), { nil: undefined }),
      organization: fc.option(some(2), { nil: undefined }),
      keywords: fc.option(fc.array(some(2), { maxLength: 2 }), { nil: undefined }),
      publishedAt: fc.option(date, { nil: undefined }),
      upvotes: count,
      comments: count,
      stars: count,
    }),
    id: fc.integer({ min: 0, max: 12 }).map((number) => `2401.0000${number}`),
    title: text(4),
    abstract: text(12),
  })
  .map(({ facts, ...rest }) => ({ ...rest, ...known(facts) }));

const textClause = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), match: fc.constant('word' as const), text: word }),
  fc.record({ kind: fc.constant('text' as const), match: fc.constant('phrase' as const), text: some(3) }),
  fc.record({
    kind: fc.constant('text' as const),
    match: fc.constant('prefix' as const),
    text: fc.constantFrom('mod', 'model', 'modeli', 'tran', 'transformers', 'poi', 'gpt', 'rate', 'мод'),
  }),
);
const field = fc.constantFrom('title', 'abstract', 'author', 'org', 'keyword');
const clause: fc.Arbitrary<QueryNode> = fc.oneof(
  { weight: 4, arbitrary: textClause },
  { weight: 3, arbitrary: fc.tuple(textClause, field).map(([inner, of]) => ({ ...inner, field: of })) },
  fc.record({
    kind: fc.constant('text' as const),
    match: fc.constant('word' as const),
    field: fc.constant('id' as const),
    text: fc.constantFrom('2401.00001', '2401.00002v3', '2401.000012'),
  }),
  fc.record({
    kind: fc.constant('count' as const),
    field: fc.constantFrom('upvotes' as const, 'comments' as const, 'stars' as const),
    comparison: fc.constantFrom('>=' as const, '<=' as const, '>' as const, '<' as const, '=' as const),
    value: fc.nat(5),
  }),
  fc.record({
    kind: fc.constant('date' as const),
    bound: fc.constantFrom('since' as const, 'until' as const),
    date: fc.constantFrom('2024', '2024-02', '2024-02-01', '2025-01-01'),
  }),
  fc.record({ kind: fc.constant('age' as const), days: fc.integer({ min: 1, max: 400 }) }),
);

export const tree: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    clause,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      nodes: fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('not' as const), node: clause }),
  ),
})).node;
