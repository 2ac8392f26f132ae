import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/adapters/console/display-width.js';
import { renderReply } from '../../../src/adapters/console/render.js';
import type { CommandSummary } from '../../../src/core/command.js';
import { type Block, type CommandAction, createReply, type Item } from '../../../src/core/reply.js';

const search: CommandSummary = {
  name: 'search',
  description: 'Find papers',
  visibility: 'everyone',
  guide: [],
  specs: [
    { name: 'query', description: 'What to look for', type: 'string', required: true, rest: true },
    { name: 'limit', description: 'How many', type: 'integer', required: false, rest: false, default: 5 },
    { name: 'page', description: 'Which page', type: 'integer', required: false, rest: false, default: 1 },
  ],
};
const next: CommandAction = {
  kind: 'command',
  label: 'Next',
  command: 'search',
  options: { query: 'rag', limit: 5, page: 2 },
};
const card: Item = {
  type: 'item',
  number: 12,
  title: [
    { text: 'On ' },
    { text: 'Diffusion', style: 'mark' },
    { text: ' and the many things it is good for' },
  ],
  url: 'https://arxiv.org/abs/2401.10000',
  byline: 'Ada Lovelace · 1 January 2024',
  body: [{ text: 'We study ' }, { text: 'diffusion', style: 'mark' }, { text: ' at some length.' }],
  badges: ['3 comments'],
  actions: [next],
};

const write = (blocks: readonly Block[], width = 40, color = false) =>
  renderReply(createReply(blocks), { width, color, commands: [search] });

describe('an answer in a terminal', () => {
  it('is laid out in lines, with what one can type in place of buttons', () => {
    const blocks: readonly Block[] = [
      { type: 'heading', text: '6 papers for diffusion' },
      card,
      { type: 'divider' },
      {
        type: 'text',
        spans: [{ text: 'More at ' }, { text: 'the source', url: 'https://arxiv.org/list' }, { text: '.' }],
      },
      { type: 'actions', actions: [next, { kind: 'link', label: 'PDF', url: 'https://arxiv.org/pdf/1' }] },
    ];
    expect(write(blocks)).toBe(`6 papers for diffusion

12. On *Diffusion* and the many things
    it is good for
    Ada Lovelace · 1 January 2024 · 3
    comments
    We study *diffusion* at some length.
    https://arxiv.org/abs/2401.10000
    Next: search rag page:2

────────────────────────────────────────

More at the source
(https://arxiv.org/list).

Next: search rag page:2 · PDF:
https://arxiv.org/pdf/1`);
  });

  it('sets short labels beside their values, and long ones above', () => {
    const fields = (label: string): Block => ({
      type: 'fields',
      fields: [
        { label, value: 'Find papers by words and phrases' },
        { label: '深', value: 'deep' },
      ],
    });
    expect(write([fields('search')], 30)).toBe(
      'search  Find papers by words\n        and phrases\n深      deep',
    );
    expect(write([fields('search <query> [page:1]')], 30)).toBe(
      'search <query> [page:1]\n  Find papers by words and\n  phrases\n深\n  deep',
    );
  });

  it('tells a note, a warning and an error apart without colour', () => {
    const notices = (['info', 'warning', 'error'] as const).map(
      (level): Block => ({ type: 'notice', level, text: 'Some words.' }),
    );
    expect(write(notices)).toBe('i Some words.\n\n! Some words.\n\nx Some words.');
  });

  it('paints the same words when there is colour, and needs no signs for highlights', () => {
    const painted = write([card], 40, true);
    expect(painted).toContain('\u001b[1;33mDiffusion\u001b[22;39m');
    expect(stripVTControlCharacters(painted)).toContain('We study diffusion at some length.');
  });

  it('leaves an address whole, so that it can be followed', () => {
    const url = `https://example.org/${'long/'.repeat(20)}`;
    expect(write([{ ...card, url }])).toContain(url);
  });

  it('counts wide characters as two cells, and breaks between them', () => {
    expect(write([{ type: 'text', spans: [{ text: '深度学习'.repeat(6) }] }], 20)).toBe(
      `${'深度学习'.repeat(2)}深度\n${'学习深度'.repeat(2)}学习\n${'深度学习'}`,
    );
    expect(['é', 'e\u0301', '👩‍👩‍👧', '🇫🇷', '❤️', 'ｗ', '한', '\u200d'].map(displayWidth)).toEqual([
      1, 1, 2, 2, 2, 2, 2, 0,
    ]);
  });

  const words = fc.string({ unit: 'binary', maxLength: 200 });
  const anyBlock = fc.oneof(
    words.map((text): Block => ({ type: 'heading', text })),
    fc
      .tuple(words, fc.constantFrom('mark', 'code', 'strong', 'emphasis'))
      .map(([text, style]): Block => ({ type: 'text', spans: [{ text, style }, { text }] })),
    words.map((text): Block => ({ type: 'notice', level: 'error', text })),
    words.map((text): Block => ({ type: 'fields', fields: [{ label: text, value: text }] })),
    words.map(
      (text): Block => ({
        ...card,
        title: [{ text }],
        byline: text,
        body: [{ text }],
        badges: [text],
        url: text,
      }),
    ),
  );

  it('is never wider than the terminal', () => {
    const property = fc.property(fc.array(anyBlock), fc.integer({ min: 20, max: 90 }), (blocks, width) => {
      for (const line of write(blocks, width).split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('never lets a control character of others through', () => {
    const hostile = '\u001b[2J\u009b31m\u0007\r\u202e';
    const property = fc.property(fc.array(anyBlock, { minLength: 1 }), fc.boolean(), (blocks, color) => {
      const spoilt = JSON.parse(JSON.stringify(blocks).replaceAll(' ', JSON.stringify(hostile).slice(1, -1)));
      const text = write(spoilt, 60, color);
      const ours = color ? stripVTControlCharacters(text) : text;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      expect(ours).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(text).not.toContain('\u001b[2J');
    });
    fc.assert(property, { numRuns: 300 });
  });
});
