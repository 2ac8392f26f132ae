import type { types } from '@slack/bolt';
import { spanText } from '../../core/plain-text.js';
import type { Span } from '../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../core/safe-text.js';

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
  const kept = cutSpans(spans, limit);
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

/** Spans, clean, that together are no longer than a limit; where something was cut there is an ellipsis. */
export function cutSpans(spans: readonly Span[], limit: number): readonly Span[] {
  const clean = spans
    .map((span) => ({ ...span, text: cleanText(span.text) }))
    .filter(({ text }) => text !== '');
  if (spanText(clean).length <= limit) return clean;
  const kept: Span[] = [];
  let room = limit;
  for (const span of clean) {
    if (span.text.length >= room) return [...kept, { ...span, text: cutText(`${span.text}…`, room) }];
    kept.push(span);
    room -= span.text.length;
  }
  return kept;
}

/** A sentence of ours: what stands between backticks becomes code. */
export function sentenceSpans(sentence: string): readonly Span[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((text, index): Span => (index % 2 === 1 ? { text, style: 'code' } : { text }));
}
