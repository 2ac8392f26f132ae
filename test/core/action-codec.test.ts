import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAction,
  encodeAction,
  readPayload,
  storedPart,
  uniqueToken,
} from '../../src/core/action-codec.js';
import type { CommandAction } from '../../src/core/reply.js';

const button = (options: CommandAction['options'], replaces = false): CommandAction => ({
  kind: 'command',
  label: 'Go',
  command: 'search',
  options,
  replaces,
});

const optionValues = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/),
  fc.oneof(fc.string({ maxLength: 400, unit: 'grapheme' }), fc.integer(), fc.boolean()),
  { maxKeys: 5 },
);

describe('the token of a button', () => {
  it('holds short options itself', () => {
    const token = encodeAction(button({ query: 'chain of thought', page: 2 }, true));
    expect(token).toBe('v1:search:!page=2&query=chain+of+thought');
    expect(decodeAction(token)).toEqual({
      command: 'search',
      opensForm: false,
      replaces: true,
      options: { kind: 'inline', payload: 'page=2&query=chain+of+thought' },
    });
    expect(storedPart(button({ query: 'chain of thought' }))).toBeUndefined();
  });

  it('says that it opens a form', () => {
    const form = { ...button({ query: 'rag', number: 3 }, true), kind: 'form' } as const;
    expect(encodeAction(form)).toBe('v1:search:?!number=3&query=rag');
    expect(decodeAction('v1:search:?!number=3&query=rag')).toMatchObject({ opensForm: true, replaces: true });
    const long = { ...form, options: { query: '深度学习 '.repeat(20) }, replaces: false };
    expect(encodeAction(long)).toMatch(/^v1:search:\?#[\w-]{16}$/);
    expect(storedPart(long)).toBeDefined();
  });

  it('names longer options by their content hash', () => {
    const long = button({ query: '深度学习 '.repeat(20) });
    const token = encodeAction(long);
    const stored = storedPart(long);
    expect(token).toMatch(/^v1:search:#[\w-]{16}$/);
    expect(decodeAction(token)?.options).toEqual({ kind: 'stored', hash: stored?.hash });
    expect(readPayload(stored?.payload ?? '')).toEqual({ query: '深度学习 '.repeat(20) });
  });

  it('round-trips whatever the options hold, in at most 100 characters', () => {
    fc.assert(
      fc.property(
        optionValues,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 999 }),
        (options, replaces, opensForm, index) => {
          const action = { ...button(options, replaces), kind: opensForm ? 'form' : 'command' } as const;
          const token = uniqueToken(encodeAction(action), index);
          const decoded = decodeAction(token);
          expect(token.length).toBeLessThanOrEqual(100);
          expect(decoded).toMatchObject({ command: 'search', opensForm, replaces });
          const payload =
            decoded?.options.kind === 'inline'
              ? decoded.options.payload
              : (storedPart(action)?.payload ?? 'lost');
          const expected = Object.entries(options).map(([name, value]) => [name, String(value)]);
          expect(readPayload(payload)).toEqual(Object.fromEntries(expected));
        },
      ),
    );
  });

  it.each([
    '',
    'v0:search:q=1',
    'v1:search',
    'v1:Search:q',
    'v1::x',
    'v1:search:a~b',
    'x'.repeat(101),
    'v1:constructor:',
  ])('%s from elsewhere is refused or names a command nobody has', (token) => {
    expect(decodeAction(token)?.command ?? 'constructor').toBe('constructor');
  });
});
