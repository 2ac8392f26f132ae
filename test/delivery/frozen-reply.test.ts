import { describe, expect, it } from 'vitest';
import type { Block, Reply } from '../../src/core/reply.js';
import { freezeReply, thawReply } from '../../src/delivery/frozen-reply.js';

const command = {
  kind: 'command',
  label: 'Similar',
  prompt: 'Similar to…',
  command: 'similar',
  options: { paper: 'a' },
} as const;
const { prompt: _, ...form } = { ...command, kind: 'form' } as const;
const menu = { kind: 'menu', label: 'Go to page…', choices: [command] } as const;
const link = { kind: 'link', label: 'PDF', url: 'https://arxiv.org/pdf/2401.12345' } as const;

/** One block of each type with everything it can have: a type that joins the union is missing here until it is added. */
const blocks: { readonly [Type in Block['type']]: Required<Extract<Block, { type: Type }>> } = {
  heading: { type: 'heading', text: 'Papers of 21 May' },
  text: {
    type: 'text',
    spans: [{ text: 'deep', style: 'mark', url: 'https://arxiv.org' }, { text: 'learning' }],
    subtle: true,
    thumbnail: { url: 'https://cdn.example.org/a.png', alt: 'The first page' },
  },
  item: {
    type: 'item',
    number: 1,
    title: [{ text: 'A title' }],
    url: 'https://arxiv.org/abs/2401.12345',
    byline: 'Ana and Bo',
    body: [{ text: 'An abstract.', style: 'emphasis' }],
    badges: ['3 comments'],
    thumbnail: { url: 'https://cdn.example.org/a.png', alt: 'The first page' },
    actions: [command, { ...command, replaces: true, options: { page: 2, more: true } }, link],
  },
  fields: { type: 'fields', fields: [{ label: 'Votes', value: '7' }] },
  image: { type: 'image', png: 'iVBORw0KGgo=', alt: 'Three papers in May', name: 'trends' },
  notice: { type: 'notice', level: 'info', text: 'No more papers.' },
  divider: { type: 'divider' },
  actions: { type: 'actions', actions: [link, form, menu] },
};

describe('a frozen reply', () => {
  it('comes back as it was, whatever its blocks', () => {
    const reply: Reply = { summary: 'Papers of 21 May', blocks: Object.values(blocks) };
    expect(thawReply(freezeReply(reply))).toEqual(reply);
  });

  it('is not made of what could not be read again', () => {
    const future = { ...blocks.divider, colour: 'red' };
    expect(() => freezeReply({ summary: '', blocks: [future] })).toThrow('colour');
  });

  it.each(['', 'null', '[]', '{"summary":"a"}', '{"summary":"a","blocks":[{"type":"hologram"}]}'])(
    'that this version cannot read is nothing: %s',
    (json) => {
      expect(thawReply(json)).toBeUndefined();
    },
  );
});
