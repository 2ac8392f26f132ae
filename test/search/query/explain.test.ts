import { describe, expect, it } from 'vitest';
import { analyzeDocument } from '../../../src/search/document-terms.js';
import { matches } from '../../../src/search/query/evaluate.js';
import { explain } from '../../../src/search/query/explain.js';
import { lint } from '../../../src/search/query/lint.js';
import { parseQuery } from '../../../src/search/query/parse.js';

const now = new Date('2025-03-01T12:00:00Z');
const paper = analyzeDocument({
  id: '2401.12345',
  title: 'Chains of Thought',
  abstract: 'A chain of thought helps GPT-4o.',
  authors: ['Geoffrey Hinton', 'Jean-Luc Émile', 'An May'],
  organization: 'Microsoft Research',
  keywords: ['large language models', 'reasoning'],
  publishedAt: '2025-02-01T23:00:00Z',
  upvotes: 12,
});

function query(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.query;
}

describe('a paper and a query', () => {
  it.each([
    'author:hinton',
    'author:"hinton geoffrey"',
    'author:emile',
    'author:jean-luc',
    'author:geoff*',
    'author:"an may"',
    'org:microsoft',
    'org:"microsoft research"',
    'keyword:"language model"',
    'keyword:reason*',
    'id:2401.12345v3',
    'id:2401*',
    'title:chain',
    'abstract:gpt4o',
    'GPT-4o',
    'gpt-4*',
    '"chain of thought"',
    '"chain in thought"',
    'upvotes>=12',
    'upvotes<13',
    'upvotes=12',
    'since:2025-02',
    'until:2025-02',
    'until:2025',
    'age<30d',
    '-stars>0 chain',
  ])('%s holds', (text) => {
    expect(matches(query(text).root, paper, now)).toBe(true);
  });

  it.each([
    'author:"geoffrey may"',
    'org:google',
    'keyword:"models reasoning"',
    'id:2401.1234',
    'title:gpt',
    'abstract:chains author:turing',
    '"thought chain"',
    '"thought a chain"',
    'upvotes>12',
    'stars<5',
    'comments>=0',
    'since:2025-03',
    'until:2025-01',
    'age<27d',
  ])('%s does not', (text) => {
    expect(matches(query(text).root, paper, now)).toBe(false);
  });

  it('says where each clause was met, in the words of the paper', () => {
    expect(explain(query('chain (rag OR author:hinton) upvotes>5 -survey'), paper, now)).toEqual({
      matches: true,
      matched: [
        { clause: 'chain', field: 'title', words: ['Chains'] },
        { clause: 'chain', field: 'abstract', words: ['chain'] },
        { clause: 'author:hinton', field: 'author', words: ['Geoffrey Hinton'] },
        { clause: 'upvotes>5', field: 'upvotes', words: ['12'] },
      ],
      blocking: [],
    });
  });

  it('says what kept it out', () => {
    expect(
      explain(query('chain -thought upvotes>50 (rag OR bert) title:gpt stars>1'), paper, now),
    ).toMatchObject({
      matches: false,
      blocking: [
        { clause: '-thought', field: 'title', words: ['Thought'] },
        { clause: '-thought', field: 'abstract', words: ['thought'] },
        { clause: 'upvotes>50', field: 'upvotes', words: ['12'] },
        { clause: 'rag OR bert', words: [] },
        { clause: 'title:gpt', field: 'title', words: [] },
        { clause: 'stars>1', field: 'stars', words: [] },
      ],
    });
  });
});

describe('the linter', () => {
  it.each([
    ['rag -survey', []],
    ['rag -rag', ['contradiction']],
    ['rag upvotes>=10 upvotes<10', ['never-matches']],
    ['rag upvotes<0', ['never-matches']],
    ['since:2025-02 until:2025-01', ['never-matches']],
    ['since:2025-02 until:2025', []],
    ['id:a1 id:b2', ['never-matches']],
    ['id:2401.12345 id:2401.12345v2', []],
    ['(stars<0 OR upvotes<0) rag', ['never-matches']],
    ['rag OR -survey', ['matches-everything']],
    ['rag OR -rag', ['matches-everything']],
    ['the of upvotes>=3', ['common-words']],
    ['rag evry:week', ['unknown-name']],
    ['colour:red', ['unknown-name']],
    ['t-SNE: a survey', []],
    ['title:evry:week', []],
  ])('finds in %s %j', (text, kinds) => {
    expect(lint(query(text)).map(({ kind }) => kind)).toEqual(kinds);
  });
});
