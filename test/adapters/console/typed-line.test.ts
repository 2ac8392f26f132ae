import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedLine } from '../../../src/adapters/console/typed-line.js';
import type { CommandSummary } from '../../../src/core/command.js';
import type { RawOptions } from '../../../src/core/option-spec.js';
import { readCommandName, readTextOptions } from '../../../src/core/read-text.js';

const option = (name: string) =>
  ({ name, description: name, type: 'string', required: false, rest: false }) as const;
const trending: CommandSummary = {
  name: 'trending',
  description: 'The list',
  visibility: 'everyone',
  guide: [],
  specs: [
    { ...option('period'), choices: ['day', 'week'], default: 'day' },
    { ...option('query'), rest: true },
    { ...option('page'), type: 'integer', default: 1 },
  ],
};

const lineFor = (options: RawOptions, command = 'trending') =>
  typedLine({ kind: 'command', label: 'Go', command, options }, [trending]);

describe('the line that does what a button does', () => {
  it('leaves out what is the default anyway', () => {
    expect(lineFor({ period: 'day', page: 1 })).toBe('trending');
    expect(lineFor({ period: 'week', query: 'rag', page: 2 })).toBe('trending rag period:week page:2');
  });

  it('keeps the quotes of a phrase, and quotes what would read as an option', () => {
    expect(lineFor({ query: '"chain of thought" -vision' })).toBe('trending "chain of thought" -vision');
    expect(lineFor({ query: 'day by day' })).toBe('trending query:"day by day"');
    expect(lineFor({ query: 'page:2 wins' })).toBe('trending query:"page:2 wins"');
  });

  it('is not offered where it would mean something else, or where there is no such command', () => {
    expect(lineFor({ query: 'page:2 "wins" day' })).toBeUndefined();
    expect(lineFor({}, 'unknown')).toBeUndefined();
  });

  it('reads back as the options of the button, whatever they are', () => {
    const value = fc.oneof(fc.string(), fc.stringMatching(/^(page:|day |"|[a-z :])*$/));
    const property = fc.property(value, fc.integer({ min: 2, max: 99 }), (query, page) => {
      const line = lineFor({ query, page });
      if (line === undefined) return;
      const { name, rest } = readCommandName(line);
      expect(name).toBe('trending');
      expect(readTextOptions(rest, trending.specs)).toEqual({ query, page: String(page) });
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});
