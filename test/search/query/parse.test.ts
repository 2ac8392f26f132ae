import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/search/query/canonical.js';
import { parseQuery } from '../../../src/search/query/parse.js';

/** The canonical form of what was understood, or the place of the mistake with the message. */
function understood(text: string): string {
  const parsed = parseQuery(text);
  if (parsed.ok) return canonical(parsed.query.root);
  const { at, length, message } = parsed.problem;
  return `${at}+${length} ${message}`;
}

describe('a query', () => {
  it.each([
    ['diffusion transformer', 'diffusion transformer'],
    ['rag OR "retrieval augmented" -survey', '(rag OR "retrieval augmented") -survey'],
    ['rag AND (chain OR "of thought") NOT vision', 'rag (chain OR "of thought") -vision'],
    ['a OR (rag chain)', 'rag chain'],
    ['rag OR (chain thought)', 'rag OR (chain thought)'],
    ['-(rag OR chain) thought', '-(rag OR chain) thought'],
    ['NOT NOT rag', 'rag'],
    ['“chain  of thought”', '"chain of thought"'],
    [
      'TITLE:diffusion author:"geoffrey hinton" org:micro*',
      'title:diffusion author:"geoffrey hinton" org:micro*',
    ],
    ['keyword:rag id:2401.12345v2', 'keyword:rag id:2401.12345v2'],
    ['author:may author:an', 'author:may author:an'],
    ['rag upvotes>=10 comments:<3 stars = 5', 'rag upvotes>=10 comments<3 stars=5'],
    ['rag -upvotes<10', 'rag -upvotes<10'],
    ['since:2025-1 until:2025-02-28 age<2w age:<=1y', 'since:2025-01 until:2025-02-28 age<14d age<365d'],
    ['the chain of a thought', 'chain thought'],
    ['transform* the*', 'transform* the*'],
  ])('%s is understood as %s', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it.each([
    ['C++', 'C++'],
    ['L^2', '"L^2"'],
    ['O(n^2) (O(n) OR rag)', '"O(n^2)" ("O(n)" OR rag)'],
    ['t-SNE: a survey', '"t-SNE:" survey'],
    ['foo:bar', '"foo:bar"'],
    ['title:title:x', 'title:"title:x"'],
    ['hasOwnProperty:x __proto__', '"hasOwnProperty:x" "__proto__"'],
    ['a~99', '"a~99"'],
    ['NEAR(rag', '"NEAR(rag"'],
    ['NEAR(', '"NEAR("'],
    ['1) rag 2) chain', '"1)" rag "2)" chain'],
    ["' OR 1=1 --", '"1=1"'],
    ['p<0.05 k>=2', '"p<0.05" "k>=2"'],
    ['Rag - Chain – Thought', 'Rag Chain Thought'],
    ['--rag', '"--rag"'],
    ['rag * ** () , +', 'rag'],
    ['"OR" or and "rag:this"', '"rag:this"'],
    ['https://arxiv.org/abs/2401.12345', '"https://arxiv.org/abs/2401.12345"'],
    ['stars: a galaxy', '"stars:" galaxy'],
    ['(rag+)+$', 'rag+'],
    ['*rag*chain*', '"*rag*chain*"'],
  ])('%s is ordinary text', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it.each([
    ['', /^0\+0 there is nothing to look for/],
    ['* 🦜 \u0000', /^0\+6 there is no letter or digit/],
    ['the of and', /^0\+10 every word of it is too common/],
    ['+-a', /^0\+3 every word of it is too common/],
    ['-foo', /^0\+4 it only says what to leave out/],
    ['-foo OR -bar', /^0\+12 it only says what to leave out/],
    ['rag "a b" "c', /^10\+1 this quote is never closed/],
    ['rag (chain', /^4\+1 this parenthesis is never closed/],
    ['rag )', /^4\+1 this parenthesis closes nothing/],
    ['rag OR', /^4\+2 `OR` needs something to look for after it/],
    ['OR rag', /^0\+2 `OR` needs something to look for before it/],
    ['rag AND', /^4\+3 `AND` needs something to look for after it/],
    ['rag OR AND chain', /^4\+2 `OR` needs something/],
    ['rag NOT', /^4\+3 `NOT` needs something to look for after it/],
    ['rag title:', /^4\+6 `title:` needs a word after the colon\.$/],
    ['title: rag', /^0\+6 `title:` needs a word after the colon, without a space\.$/],
    ['title:(rag OR chain)', /^6\+1 `title:` takes one word or a "phrase"/],
    ['title:"rag', /^6\+1 this quote is never closed/],
    ['autor:hinton', /^0\+5 there is no field `autor`, but there is `author`/],
    ['rag upvote>=3', /^4\+6 there is no field `upvote`/],
    ['upvotes>=x', /^9\+1 `upvotes>=` needs a whole number/],
    ['upvotes>=', /^0\+9 `upvotes>=` needs a whole number/],
    ['upvotes>=-1', /^9\+2 `upvotes>=` needs a whole number/],
    ['upvotes:10', /^0\+10 `upvotes` is compared with a number: `upvotes>=10`/],
    ['since:2025-13', /^6\+7 there is no month 13/],
    ['since:2025-02-30', /^6\+10 there is no day 30/],
    ['until:soon', /^6\+4 `until:` takes a year, a month or a day/],
    ['since:', /^0\+6 `since:` needs a date right after the colon/],
    ['age<30', /^0\+6 `age<` needs a number and a unit/],
    ['age>30d', /^0\+7 an age has an upper bound only/],
    ['rag a*', /^4\+2 a beginning of a word needs 3 letters or more/],
    ['x'.repeat(501), /^500\+1 a query has at most 500 characters; this one has 501/],
    ['ab '.repeat(65), /^192\+2 a query has at most 64 words and filters/],
    [`${'('.repeat(17)}a${')'.repeat(17)}`, /^16\+1 parentheses go at most 16 deep/],
  ])('%j is refused at the place of the mistake', (text, problem) => {
    expect(understood(text)).toMatch(problem);
  });

  it.each([
    ['"unbalanced', '"unbalanced"'],
    ['rag OR', 'rag'],
    ['rag autor:hinton', 'rag author:hinton'],
    ['rag likes>=5', 'rag upvotes>=5'],
    ['title: rag', 'title:rag'],
    ['rag upvotes:7', 'rag upvotes>=7'],
    ['upvotes>=x rag', 'upvotes>=10 rag'],
    ['rag age<30', 'rag age<30d'],
    ['since:2025-13', 'since:2025'],
    ['rag )', 'rag'],
    ['ab*', 'ab'],
    ['a*', undefined],
    ['-foo', undefined],
  ])('%s is answered with %s', (text, suggestion) => {
    const parsed = parseQuery(text);
    expect(parsed.ok ? 'no problem' : parsed.problem.suggestion).toBe(suggestion);
  });
});
