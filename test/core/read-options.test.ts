import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { domainOption } from '../../src/core/domain-options.js';
import { optionSpecs, type RawOptions } from '../../src/core/option-spec.js';
import { readOptions } from '../../src/core/read-options.js';

const schema = z.object({
  word: domainOption(
    (text) => (text === 'bad' ? { ok: false, problem: 'say it better.' } : { ok: true, value: text.length }),
    20,
  )
    .describe('A word')
    .meta({ rest: true }),
  limit: z.int().min(1).max(25).default(5).describe('How many'),
  sort: z.enum(['new', 'top']).optional().describe('Order'),
  quiet: z.boolean().default(false).describe('Hush'),
});
const specs = optionSpecs(schema);
const read = (raw: RawOptions) => readOptions(schema, specs, raw);

describe('options', () => {
  it('become what the schema promises, defaults and domain values included', () => {
    expect(read({ word: 'abc' })).toEqual({ word: 3, limit: 5, quiet: false });
    expect(read({ word: 'abc', limit: '7', sort: 'NEW', quiet: 'yes' })).toEqual({
      word: 3,
      limit: 7,
      sort: 'new',
      quiet: true,
    });
  });

  it.each([
    [{}, '`word` is missing: A word.'],
    [{ word: 'bad' }, '`word`: say it better.'],
    [{ word: 'x'.repeat(21) }, '`word` takes at most 20 characters; you gave "xxxxxxxxxxxxxxxxxxxxx".'],
    [{ word: 'x'.repeat(6_000) }, '`word` takes at most 20 characters; you gave 6,000 characters.'],
    [{ word: 'a', limit: '99' }, '`limit` takes a whole number from 1 to 25; you gave "99".'],
    [{ word: 'a', limit: 0 }, '`limit` takes a whole number from 1 to 25; you gave 0.'],
    [{ word: 'a', limit: '0x10' }, '`limit` takes a whole number from 1 to 25; you gave "0x10".'],
    [{ word: 'a', limit: '1e9' }, '`limit` takes a whole number from 1 to 25; you gave "1e9".'],
    [{ word: 'a', limit: '１' }, '`limit` takes a whole number from 1 to 25; you gave "１".'],
    [{ word: 'a', limit: '2.5' }, '`limit` takes a whole number from 1 to 25; you gave "2.5".'],
    [{ word: 'a', limit: '' }, '`limit` takes a whole number from 1 to 25; you gave "".'],
    [{ word: 'a', sort: 'old' }, '`sort` takes one of new, top; you gave "old".'],
    [{ word: 'a', quiet: 'maybe' }, '`quiet` takes yes or no; you gave "maybe".'],
    [
      { word: 'a', constructor: 'x' },
      'There is no option `constructor` here. It takes `word`, `limit`, `sort`, `quiet`.',
    ],
  ])('%j is answered with a sentence', (raw, message) => {
    expect(() => read(raw)).toThrow(message);
  });
});
