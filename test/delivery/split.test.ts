import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, createReply, type Item } from '../../src/core/reply.js';
import { splitReply } from '../../src/delivery/split.js';

const item = (title: string): Item => ({ type: 'item', title: [{ text: title }], badges: [], actions: [] });
const list = (count: number, after: readonly Block[] = []) =>
  createReply([
    { type: 'heading', text: 'Papers for 22 May' },
    ...Array.from({ length: count }, (_, index) => item(`Paper ${index + 1}`)),
    ...after,
  ]);
const titlesOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.type === 'item' ? block.title.map(({ text }) => text) : []));

describe('a list that is split', () => {
  it('stays as it is when it fits', () => {
    const reply = list(10);
    expect(splitReply(reply, { items: 10, text: 4_000 })).toEqual([{ reply, first: 0, items: 10 }]);
  });

  it('has parts of about the same length, each with the heading and its place', () => {
    const parts = splitReply(list(25), { items: 12, text: 4_000 });
    expect(parts.map(({ first, items }) => [first, items])).toEqual([
      [0, 8],
      [8, 9],
      [17, 8],
    ]);
    expect(parts.map(({ reply }) => reply.blocks[0])).toEqual(
      [1, 2, 3].map((part) => ({ type: 'heading', text: `Papers for 22 May (${part} of 3)` })),
    );
    expect(parts[1]?.reply.summary).toContain('Paper 9');
  });

  it('keeps what comes after its items in the last part', () => {
    const after: Block = { type: 'text', spans: [{ text: '12 more' }] };
    const parts = splitReply(list(4, [after]), { items: 2, text: 4_000 });
    expect(parts.map(({ reply }) => reply.blocks.includes(after))).toEqual([false, true]);
  });

  it('has its foot, from a divider on, below every part', () => {
    const more: Block = { type: 'text', spans: [{ text: '12 more' }] };
    const foot: readonly Block[] = [{ type: 'divider' }, { type: 'text', spans: [{ text: 'Stop' }] }];
    const parts = splitReply(list(4, [more, ...foot]), { items: 2, text: 4_000 });
    expect(parts.map(({ reply }) => reply.blocks.slice(-2))).toEqual([foot, foot]);
    expect(parts.map(({ reply }) => reply.blocks.includes(more))).toEqual([false, true]);
  });

  it('leaves room for its foot', () => {
    const foot: readonly Block[] = [
      { type: 'divider' },
      { type: 'text', spans: [{ text: 'f'.repeat(1_000) }] },
    ];
    const items = ['a', 'b', 'c'].map((letter) => item(letter.repeat(500)));
    const parts = splitReply(createReply([...items, ...foot]), { items: 10, text: 2_100 });
    expect(parts.map((part) => part.items)).toEqual([2, 1]);
  });

  it('is cut by the length of its words, too, but never within a paper', () => {
    const long = createReply([item('a'.repeat(900)), item('b'.repeat(900)), item('c'.repeat(5_000))]);
    const parts = splitReply(long, { items: 10, text: 2_000 });
    expect(parts.map(({ items }) => items)).toEqual([1, 1, 1]);
  });

  it('leaves a reply that is no list alone', () => {
    const reply = createReply([{ type: 'text', spans: [{ text: 'word '.repeat(5_000) }] }]);
    expect(splitReply(reply, { items: 1, text: 100 })).toHaveLength(1);
  });

  it('loses and repeats nothing, whatever its size', () => {
    const limits = fc.record({
      items: fc.integer({ min: 1, max: 30 }),
      text: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(fc.nat(60), limits, (count, limit) => {
        const reply = list(count, [{ type: 'divider' }]);
        const parts = splitReply(reply, limit);
        expect(parts.flatMap((part) => titlesOf(part.reply.blocks))).toEqual(titlesOf(reply.blocks));
        for (const { items } of parts) expect(items).toBeLessThanOrEqual(Math.max(limit.items, count && 1));
      }),
    );
  });
});
