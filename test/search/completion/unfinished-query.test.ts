import { describe, expect, it } from 'vitest';
import { readUnfinished } from '../../../src/search/completion/unfinished-query.js';
import { canonical } from '../../../src/search/query/canonical.js';

const read = (written: string) => {
  const { query, gap, row, joined } = readUnfinished(written);
  return {
    says: query === undefined ? undefined : canonical(query.root),
    typed: gap && `${gap.field === undefined ? '' : `${gap.field}:`}${gap.quoted ? '"' : ''}${gap.typed}`,
    before: gap?.before,
    row: row?.typed,
    joined,
  };
};

describe('a query that is being typed', () => {
  it.each([
    ['trans', { says: 'trans', typed: 'trans', before: '', row: undefined }],
    ['diffusion trans', { typed: 'trans', before: 'diffusion ', row: 'diffusion trans' }],
    ['since:2025 chain of tho', { typed: 'tho', before: 'since:2025 chain of ', row: 'chain of tho' }],
    ['-survey rag re', { typed: 're', before: '-survey rag ', row: 'rag re', joined: 'and' }],
    ['rag -sur', { typed: 'sur', before: 'rag -', row: undefined, joined: 'not' }],
    ['a OR chain tho', { typed: 'tho', before: 'a OR chain ', row: undefined }],
    ['rag OR vid', { typed: 'vid', before: 'rag OR ', joined: 'or' }],
    ['author:hin', { typed: 'author:hin', before: '', row: undefined }],
    ['rag author:"Geoffrey Hin', { says: 'rag author:"Geoffrey Hin"', typed: 'author:"Geoffrey Hin' }],
    ['“chain of tho', { says: '"chain of tho"', typed: '"chain of tho', before: '' }],
    ['speech (audio OR vid', { says: 'speech (audio OR vid)', typed: 'vid', before: 'speech (audio OR ' }],
    ['autor:hin', { says: 'author:hin', typed: 'author:hin' }],
  ])('%s', (written, expected) => {
    expect(read(written)).toMatchObject(expected);
  });

  it.each([
    ['"chain of thought"', '"chain of thought"'],
    ['quanti*', 'quanti*'],
    ['rag since:2025', 'rag since:2025'],
    ['rag since:20', 'rag'],
    ['rag author:', 'rag'],
    ['rag upvotes>', 'rag upvotes>10'],
    ['rag OR', 'rag'],
    ['rag (', 'rag'],
    ['title:(a b', undefined],
    ['-', undefined],
    ['', undefined],
  ])('%s has nothing to complete, but may say something already', (written, says) => {
    expect(read(written)).toMatchObject({ says, typed: undefined });
  });

  it('has a complete last word behind a space', () => {
    expect(readUnfinished('geoffrey hinton ').gap?.wordOpen).toBe(false);
    expect(readUnfinished('geoffrey hinton').gap?.wordOpen).toBe(true);
  });
});
