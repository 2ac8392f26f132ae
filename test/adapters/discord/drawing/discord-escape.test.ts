import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeLabel,
  escapeText,
  escapeWithin,
  linkTarget,
} from '../../../../src/adapters/discord/drawing/escape.js';
import { renderSpans, renderTitle } from '../../../../src/adapters/discord/drawing/spans.js';
import type { Span } from '../../../../src/core/reply.js';
import { cleanText } from '../../../../src/core/safe-text.js';
import { cutSpans } from '../../../../src/core/spans.js';
import { readMarkdown } from './markdown-reader.js';

const DANGEROUS = [
  ...[
    '@everyone',
    '@here',
    '<@1>',
    '<@!1>',
    '<@&1>',
    '<#1>',
    '<:a:1>',
    '<a:b:2>',
    '<t:1:R>',
    '</papers search:1>',
  ],
  ...[
    '[Nature](https://evil.example)',
    '[a](<https://evil.example>)',
    '<https://evil.example>',
    'https://evil.example',
  ],
  ...['HTTP://evil.example', 'steam://run/1', '**', '__', '*', '_', '~~', '||', '`', '```js\n', '\\', '\\\\'],
  ...[
    '\n# ',
    '\n-# ',
    '\n> ',
    '\n>>> ',
    '\n- ',
    '\n* ',
    '\n1. ',
    '  - ',
    '\u202e',
    '\u200b',
    '\u0000',
    '👩‍👩‍👧',
    'é',
    ' ',
  ],
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...DANGEROUS), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

const styles = fc.constantFrom(undefined, 'strong', 'emphasis', 'code', 'mark' as const);
const span = fc
  .tuple(hostile, styles)
  .map(([text, style]): Span => (style === undefined ? { text } : { text, style }));

describe('escaped text', () => {
  it('is shown exactly as it was, and nothing in it is live', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(readMarkdown(escapeText(text))).toEqual({ visible: cleanText(text), live: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays within its limit, backslashes counted, and is cut on a whole character', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const escaped = escapeWithin(text, limit);
        const { visible, live } = readMarkdown(escaped);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        expect(live).toEqual([]);
        expect(visible).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['@everyone', '\\@everyone'],
    ['[Nature](https://evil.example)', '\\[Nature\\](https\\://evil.example)'],
    ['1. GPT-4: a survey', '1\\. GPT-4: a survey'],
    ['# Attention', '\\# Attention'],
    ['snake_case and ||spoiler||', 'snake\\_case and \\|\\|spoiler\\|\\|'],
    ['C++, t-SNE, L^2, 深度学习, Poincaré', 'C++, t-SNE, L^2, 深度学习, Poincaré'],
    ['\u202Egnp.exe\u0000', 'gnp.exe'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('spans', () => {
  it('never mention, link or quote, however text and styles are cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
        const { live } = readMarkdown(renderSpans(spans));
        expect(live.filter((kind) => kind !== 'emphasis' && kind !== 'code')).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are cut in all, with an ellipsis where something is missing', () => {
    const spans: readonly Span[] = [
      { text: 'We study ' },
      { text: 'rag', style: 'mark' },
      { text: ' at length' },
    ];
    expect(renderSpans(cutSpans(spans, 40))).toBe('We study **rag** at length');
    expect(renderSpans(cutSpans(spans, 12))).toBe('We study **ra…**');
    expect(renderSpans(cutSpans(spans, 9))).toBe('We study…');
  });

  it('keep their markup together', () => {
    const marked = (text: string): Span => ({ text, style: 'mark' });
    expect(renderSpans([marked('deep'), marked(' nets'), { text: 'x' }])).toBe('**deep nets**x');
    expect(renderSpans([{ text: 'a', style: 'strong' }, { text: '' }, marked('b')])).toBe('**ab**');
    expect(renderTitle([{ text: 'A ', style: 'strong' }, marked('b')], undefined)).toBe('**A __b__**');
    expect(
      renderSpans([
        { text: ' rag ', style: 'strong' },
        { text: 'a`b', style: 'code' },
      ]),
    ).toBe(" **rag** `a'b`");
  });

  it('link to https only', () => {
    expect(renderSpans([{ text: 'paper', url: 'https://arxiv.org/abs/1' }])).toBe(
      '[paper](https://arxiv.org/abs/1)',
    );
    for (const url of [
      'http://a.example',
      'javascript:alert(1)',
      'https://arxiv.org@evil.example',
      'nonsense',
    ])
      expect(renderSpans([{ text: 'paper', url }])).toBe('paper');
  });
});

describe('a title', () => {
  const url = 'https://doi.org/10.1002/(SICI)1097';

  it('is a link where its words can carry one', () => {
    expect(renderTitle([{ text: 'Deep ' }, { text: 'nets', style: 'mark' }], url)).toBe(
      '**[Deep __nets__](https://doi.org/10.1002/%28SICI%291097)**',
    );
  });

  it.each([
    'A * search',
    'Nature [letter]',
    'See https://evil.example',
    'Attention 🔥',
    'nature.com',
    'back\\slash',
  ])('%j stands beside its link, because Discord would show the markup or lie about the host', (text) => {
    expect(canBeLabel(text)).toBe(false);
    expect(renderTitle([{ text }], url)).toBe(`**${escapeText(text)}** · [open](${linkTarget(url)})`);
  });
});
