import type { types } from '@slack/bolt';
import { spanText } from '../../core/plain-text.js';
import type { Item, Span } from '../../core/reply.js';
import { cleanText, cutText, isBlank, safeLink } from '../../core/safe-text.js';
import { renderActions } from './buttons.js';
import { LIMITS } from './limits.js';
import { fitSpans, plainTextOf, richTextBlock, richTextElement } from './rich-text.js';

/** A paper: number, linked title, who wrote it, what it says, its first page beside that, and its buttons. */
export function renderItem(item: Item): readonly types.KnownBlock[] {
  const { body = [], byline = '', badges } = item;
  const title = titleElements(item);
  const parts = [byline, ...badges].filter((part) => !isBlank(part));
  const details = cutText(cleanText(parts.join(' · ')), LIMITS.byline);
  const image = safeLink(item.thumbnail?.url);
  // Marks need rich text; a body without them can stand beside the picture.
  const marked = body.some(({ style, url }) => style !== undefined || url !== undefined);
  const beside = image === undefined ? [] : [details, marked ? '' : spanText(body)];
  const below = image === undefined ? details : '';
  const lines: readonly Span[] = [
    ...(below === '' ? [] : [{ text: `\n${below}`, style: 'emphasis' } as const]),
    ...(body.length === 0 || (image !== undefined && !marked) ? [] : [{ text: '\n' }, ...body]),
  ];
  const rest = fitSpans(lines, LIMITS.body + LIMITS.byline).map(richTextElement);
  return [
    richTextBlock([...title, ...rest]),
    ...(image === undefined ? [] : [picture(image, item.thumbnail?.alt ?? '', beside)]),
    ...renderActions(item.actions),
  ];
}

/** The number and the title, in bold; what was searched for is in italics besides. */
function titleElements({ number, title, url }: Item) {
  const spans = title.map((span): Span => ({ ...span, ...(url === undefined ? {} : { url }) }));
  const named = isBlank(spanText(title)) ? [{ text: 'Untitled' }] : spans;
  const words = fitSpans(named, LIMITS.title).map((span) => {
    const italic = span.style === 'mark' ? { italic: true } : {};
    return { ...richTextElement(span), style: { bold: true, ...italic } };
  });
  const count = number === undefined ? [] : [richTextElement({ text: `${number}. `, style: 'strong' })];
  return [...count, ...words];
}

function picture(url: string, alt: string, beside: readonly string[]): types.KnownBlock {
  const words = beside.filter((part) => part !== '').join('\n');
  return {
    type: 'section',
    text: plainTextOf(words === '' ? alt : words, LIMITS.body + LIMITS.byline),
    accessory: { type: 'image', image_url: url, alt_text: plainTextOf(alt, LIMITS.altText).text },
  };
}
