import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { optionSpecs } from '../../src/core/option-spec.js';
import { readCommandName, readTextOptions } from '../../src/core/read-text.js';

const search = optionSpecs(
  z.object({
    query: z.string().meta({ kind: 'query', rest: true }).describe('Words'),
    limit: z.int().min(1).max(25).default(5).describe('How many'),
  }),
);
const trending = optionSpecs(
  z.object({
    period: z.enum(['day', 'week']).default('day').describe('Period'),
    query: z.string().meta({ kind: 'query', rest: true }).optional().describe('Words'),
  }),
);
const show = optionSpecs(
  z.object({ paper: z.string().meta({ kind: 'paper', rest: true }).describe('Which') }),
);
const nothing = optionSpecs(z.object({}));

describe('a typed line', () => {
  it.each([
    ['search rag', { name: 'search', rest: 'rag' }],
    ['  SEARCH   rag  survey ', { name: 'search', rest: 'rag  survey' }],
    ['', { name: '', rest: '' }],
    ['/papers search rag', { name: 'search', rest: 'rag' }],
    ['/papers', { name: '', rest: '' }],
    [
      'search “chain of thought” &lt;x&gt; R&amp;amp;D',
      { name: 'search', rest: '"chain of thought" <x> R&amp;D' },
    ],
  ])('%s names its command', (line, expected) => {
    expect(readCommandName(line)).toEqual(expected);
  });

  it.each([
    ['title:diffusion limit:5', { query: 'title:diffusion', limit: '5' }],
    ['diffusion LIMIT:5 models', { query: 'diffusion models', limit: '5' }],
    ['"limit:5 inside" limit:7', { query: '"limit:5 inside"', limit: '7' }],
    ['query:"several words" and more', { query: '"several words" and more' }],
    ['query:"rag -survey" limit:5', { query: 'rag -survey', limit: '5' }],
    ['query:"rag OR title:diffusion"', { query: 'rag OR title:diffusion' }],
    ['query:"retrieval-augmented generation"', { query: '"retrieval-augmented generation"' }],
    ['-"not this" rag', { query: '-"not this" rag' }],
    ['"unbalanced limit:3', { query: '"unbalanced limit:3' }],
    ['constructor:x __proto__:y', { query: 'constructor:x __proto__:y' }],
    ['', {}],
  ])('%s is read for a search', (text, expected) => {
    expect(readTextOptions(text, search)).toEqual(expected);
  });

  it.each([
    ['week', { period: 'week' }],
    ['Week rag', { period: 'week', query: 'rag' }],
    ['rag week', { query: 'rag week' }],
    ['period:week rag', { period: 'week', query: 'rag' }],
  ])('%s fills a leading choice only when it is one', (text, expected) => {
    expect(readTextOptions(text, trending)).toEqual(expected);
  });

  it.each([
    ['"Three-Phase Transformer"', { paper: 'Three-Phase Transformer' }],
    ['paper:"Three-Phase Transformer"', { paper: 'Three-Phase Transformer' }],
    ['The "best" paper', { paper: 'The "best" paper' }],
  ])('%s names a paper without its quotes', (text, expected) => {
    expect(readTextOptions(text, show)).toEqual(expected);
  });

  it('says so when an option is given twice', () => {
    expect(() => readTextOptions('limit:1 limit:2', search)).toThrow(
      '`limit` is given twice; once is enough.',
    );
  });

  it('says so when nothing takes the words', () => {
    expect(() => readTextOptions('and then some', nothing)).toThrow(
      'I do not know what to do with "and then some" here. This command takes no options.',
    );
  });
});
