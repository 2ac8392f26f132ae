import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretBlock } from '../../src/core/caret.js';

const drawn = (text: string, at: number, length: number) =>
  caretBlock({ text, at, length })
    .spans.map((span) => span.text)
    .join('');

describe('a caret', () => {
  it('stands under the mistake', () => {
    expect(drawn('rag title:', 4, 6)).toBe('rag title:\n    ^^^^^^');
  });

  it('counts wide characters as two columns and marks as none', () => {
    expect(drawn('深度 "x', 3, 1)).toBe('深度 "x\n     ^');
    expect(drawn('cafe\u0301 "x', 6, 1)).toBe('café "x\n     ^');
  });

  it('shows the part of a long line that matters', () => {
    const [line = '', carets = ''] = drawn(`${'word '.repeat(30)}"open ${'word '.repeat(30)}`, 150, 1).split(
      '\n',
    );
    expect(line.length).toBeLessThan(60);
    expect(line.charAt(carets.indexOf('^'))).toBe('"');
  });

  it('always draws two lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (text, at, length) => {
        const start = at % (text.length + 1);
        expect(drawn(text, start, length % (text.length - start + 1)).split('\n')).toHaveLength(2);
      }),
    );
  });
});
