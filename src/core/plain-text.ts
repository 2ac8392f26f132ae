import type { Block, Item, Span } from './reply.js';

/** The characters of some spans, without their styles. */
export function spanText(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}

/** The plain-text twin of some blocks: everything they say, nothing they look like. Buttons that only repeat links are left out. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
    case 'notice':
      return block.text;
    case 'text':
      return block.spans
        .map((span) => (span.url === undefined ? span.text : `${span.text} (${span.url})`))
        .join('');
    case 'item':
      return itemText(block);
    case 'fields':
      return block.fields.map((field) => `${field.label}: ${field.value}`).join('\n');
    case 'image':
      return block.alt;
    case 'divider':
    case 'actions':
      return '';
  }
}

function itemText(item: Item): string {
  const number = item.number === undefined ? '' : `${item.number}. `;
  const lines = [
    number + spanText(item.title),
    [item.byline, ...item.badges].filter((part) => part !== undefined && part !== '').join(' · '),
    item.body === undefined ? '' : spanText(item.body),
    item.url ?? '',
  ];
  return lines.filter((line) => line !== '').join('\n');
}
