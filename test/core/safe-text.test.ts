import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cutText, isBlank, safeLink } from '../../src/core/safe-text.js';

describe('safe text', () => {
  it('takes out what hides, reorders or breaks, and keeps what people write', () => {
    expect(cleanText('a\u0000b\u202Ec\u200Bd\ufeff\ud800e\ttab\nline')).toBe('abcde\ttab\nline');
    expect(cleanText('👩‍👩‍👧 深度学习 עברית Poincare\u0301')).toBe('👩‍👩‍👧 深度学习 עברית Poincaré');
  });

  it('knows a text of which nothing is to be seen, and leaves those whole that need what cannot be seen', () => {
    const unseen =
      '\u3164\u2800\u00ad\u200d\u115f\u1160\uffa0\u034f\u180e\ufe0f\u{e0041} \u00a0\t\n\u200b\u0000';
    for (const sign of ['', ...unseen, unseen]) expect(isBlank(sign)).toBe(true);
    for (const text of ['👩‍👩‍👧', '\u3164x', '。', '⠁', '한'])
      expect([isBlank(text), cleanText(text)]).toEqual([false, text]);
  });

  it('cuts on the border of what people see as one character', () => {
    expect(cutText('👩‍👩‍👧👩‍👩‍👧', 15)).toBe('👩‍👩‍👧…');
    expect(cutText('cafe\u0301s', 5)).toBe('caf…');
    expect(cutText('short', 5)).toBe('short');
    expect(cutText('short', 0)).toBe('');
  });

  it('never gives more than the limit, and never breaks a pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.nat(90), (text, limit) => {
        const cut = cutText(text, limit);
        expect(cut.length).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        if (cut.endsWith('…') && cut !== text) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });

  it.each([
    ['https://arxiv.org/abs/2401.12345', 'https://arxiv.org/abs/2401.12345'],
    ['https://huggingface.co/papers?q=a b', 'https://huggingface.co/papers?q=a%20b'],
    ['http://arxiv.org/abs/1', undefined],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['file:///etc/passwd', undefined],
    ['arxiv.org', undefined],
    ['https://arxiv.org@evil.example/', undefined],
    ['https://localhost/x', undefined],
    ['https://169.254.169.254/latest', undefined],
    ['https://[::1]/', undefined],
    ['https://2130706433/', undefined],
    ['https://localhost./', undefined],
    ['https://metadata.google.internal/', undefined],
    ['https://printer.local/', undefined],
    ['https://internal.example/', 'https://internal.example/'],
    ['https://раураl.com/', undefined],
    ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
    [`https://arxiv.org/${'x'.repeat(3_001)}`, undefined],
    [undefined, undefined],
  ])('makes of the link %s the link %s', (url, expected) => {
    expect(safeLink(url)).toBe(expected);
  });
});
