import type { FakeMessage } from './message-board.js';
import { readObject } from './schema-unions.js';

/** What a person reads in a message: the text of its blocks in order, or its own text where there are none. */
export function readable({ text, blocks }: Pick<FakeMessage, 'text' | 'blocks'>): string {
  return blocks.length === 0 ? text : blocks.map(textOf).join('\n');
}

/** The labels of its buttons, in order. */
export function buttonLabels({ blocks }: Pick<FakeMessage, 'blocks'>): readonly string[] {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('');
  const object = readObject(value);
  if (object === undefined) return '';
  return Object.entries(object)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : textOf(inner)))
    .join('');
}
