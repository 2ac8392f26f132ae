import type { types } from '@slack/bolt';
import { spanText } from '../../core/plain-text.js';
import type { Span } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';
import { cutSpans } from '../../core/spans.js';

type Element = types.RichTextText | types.RichTextLink;
type Style = NonNullable<types.RichTextText['style']>;

const STYLES: Readonly<Record<NonNullable<Span['style']>, Style>> = {
  strong: { bold: true },
  emphasis: { italic: true },
  code: { code: true },
  mark: { bold: true },
};

/** Text that Slack shows as it is: nothing in it can format, link, ping or turn into an emoji. Never empty, for Slack refuses that. */
export function plainTextOf(text: string, limit: number): types.PlainTextElement {
  const clean = cutText(cleanText(text).trim(), limit);
  return { type: 'plain_text', text: clean === '' ? '—' : clean, emoji: false };
}

/** A paragraph of rich text; `undefined` when there is nothing to read in it. */
export function richText(spans: readonly Span[], limit: number): types.RichTextBlock | undefined {
  const kept = fitSpans(spans, limit);
  return spanText(kept).trim() === '' ? undefined : richTextBlock(kept.map(richTextElement));
}

export function richTextBlock(elements: readonly Element[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...elements] }] };
}

/** Lines of code as they are, in a monospaced font. */
export function preformatted(text: string, limit: number): types.RichTextBlock {
  const code: types.RichTextText = { type: 'text', text: cutText(cleanText(text), limit) };
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [code] }] };
}

/** Only https addresses become links. */
export function richTextElement({ text, style, url }: Span): Element {
  const link = safeLink(url);
  const look = style === undefined ? {} : { style: STYLES[style] };
  return link === undefined ? { type: 'text', text, ...look } : { type: 'link', url: link, text, ...look };
}

/** Spans that Slack would take: clean, not empty, and together no longer than a limit. */
export function fitSpans(spans: readonly Span[], limit: number): readonly Span[] {
  const clean = spans.map((span) => ({ ...span, text: cleanText(span.text) }));
  return cutSpans(
    clean.filter(({ text }) => text !== ''),
    limit,
  );
}
