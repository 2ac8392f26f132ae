import type { Span } from '../../core/reply.js';
import { cleanText, safeLink } from '../../core/safe-text.js';
import { canBeLabel, codeLines, codeText, escapeText, linkTarget } from './escape.js';

/** Spans as Discord's Markdown; the words a person searched for are bold. */
export function renderSpans(spans: readonly Span[]): string {
  const bold = spans.map((span): Span => (span.style === 'mark' ? { ...span, style: 'strong' } : span));
  return joinAlike(bold).map(renderSpan).join('');
}

/** A title that leads somewhere: the words themselves where they can carry a link, a word behind them where they cannot. */
export function renderTitle(spans: readonly Span[], url: string | undefined): string {
  const link = safeLink(url);
  const title = joinAlike(spans.map(withoutBold)).map(renderSpan).join('');
  if (link === undefined) return `**${title}**`;
  const words = spans.map(({ text }) => text).join('');
  return canBeLabel(words)
    ? `**[${title}](${linkTarget(link)})**`
    : `**${title}** · [open](${linkTarget(link)})`;
}

/** A title is bold all over and one link at most; within it, only what was searched for stands out. */
function withoutBold({ text, style }: Span): Span {
  return style === undefined || style === 'strong' ? { text } : { text, style };
}

/** White space of any kind becomes one space: a title or an abstract is one line. */
export function flatten(spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => ({ ...span, text: span.text.replace(/\s+/g, ' ') }));
}

function renderSpan({ text, style, url }: Span): string {
  const link = safeLink(url);
  // White space at the ends stays outside, or the markup would not take hold.
  const words = text.trim();
  if (words === '') return text;
  const before = text.slice(0, text.length - text.trimStart().length);
  const after = text.slice(text.trimEnd().length);
  const styled = renderStyle(words, style);
  if (link === undefined) return before + styled + after;
  const linked = canBeLabel(words)
    ? `[${styled}](${linkTarget(link)})`
    : `${styled} ([open](${linkTarget(link)}))`;
  return before + linked + after;
}

function renderStyle(text: string, style: Span['style']): string {
  switch (style) {
    case 'strong':
      return `**${escapeText(text)}**`;
    case 'mark':
      return `__${escapeText(text)}__`;
    case 'emphasis':
      return `_${escapeText(text)}_`;
    case 'code': {
      if (text.includes('\n')) return `\`\`\`\n${codeLines(text)}\n\`\`\``;
      const code = codeText(text);
      return code === '' ? '' : `\`${code}\``;
    }
    case undefined:
      return escapeText(text);
  }
}

/** Two bold words side by side, or with nothing visible between them, would show their asterisks. */
function joinAlike(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const { text, ...look } of spans) {
    const span = { text: cleanText(text), ...look };
    if (span.text === '') continue;
    const last = joined.at(-1);
    if (last === undefined || last.style !== span.style || last.url !== span.url) joined.push(span);
    else joined[joined.length - 1] = { ...last, text: last.text + span.text };
  }
  return joined;
}
