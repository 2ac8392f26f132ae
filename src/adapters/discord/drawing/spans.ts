import type { Span } from '../../../core/reply.js';
import { cleanText, cutText, safeLink } from '../../../core/safe-text.js';
import {
  canBeLabel,
  codeLines,
  codeText,
  escapeClean,
  escapedLength,
  linkTarget,
  unitsWithin,
} from './escape.js';
import type { Stretch } from './stretch.js';

/** Spans as Discord's Markdown; the words a person searched for are bold. */
export function renderSpans(spans: readonly Span[]): string {
  return renderClean(cleanSpans(spans));
}

function renderClean(spans: readonly Span[]): string {
  const bold = spans.map((span): Span => (span.style === 'mark' ? { ...span, style: 'strong' } : span));
  let text = '';
  for (const span of joinAlike(bold)) text += renderSpan(span);
  return text;
}

/** Spans in which nothing hides or reorders anything; those without text are left out. */
export function cleanSpans(spans: readonly Span[]): readonly Span[] {
  return spans.flatMap((span) => {
    const text = cleanText(span.text);
    if (text === '') return [];
    return [text === span.text ? span : { ...span, text }];
  });
}

/** Clean spans as a text that can be shortened; every line of it begins with the same signs. */
export function spanStretch(spans: readonly Span[], rules: SpanRules): Stretch {
  const { rank, least, stays, before = '', line = '' } = rules;
  const lines = line === '' ? 0 : spans.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const frame = before.length + line.length * lines;
  const cost = frame + markdownLength(spans);
  return {
    rank,
    least,
    stays,
    cost,
    write(most) {
      const words = renderClean(most >= cost ? spans : cutMarkdown(spans, most - frame)).trim();
      if (words === '') return '';
      return before + (line === '' ? words : beginLines(words, line));
    },
  };
}

interface SpanRules extends Pick<Stretch, 'rank' | 'least' | 'stays'> {
  readonly before?: string;
  readonly line?: string;
}

function beginLines(words: string, line: string): string {
  const said = words.split('\n').filter((one) => one.trim() !== '');
  return said.map((one) => line + one).join('\n');
}

/** How long clean spans can become at most as Markdown. */
export function markdownLength(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + frameOf(span) + escapedLength(span.text), 0);
}

/** Clean spans of which no more than so much Markdown comes; where something was cut there is an ellipsis. */
export function cutMarkdown(spans: readonly Span[], most: number): readonly Span[] {
  if (markdownLength(spans) <= most) return spans;
  const kept: Span[] = [];
  // One for the ellipsis.
  let room = most - 1;
  for (const span of spans) {
    const whole = frameOf(span) + escapedLength(span.text);
    if (whole > room) {
      const units = unitsWithin(span.text, room - frameOf(span));
      return units <= 0
        ? endWithEllipsis(kept)
        : [...kept, { ...span, text: cutText(`${span.text}…`, units + 1) }];
    }
    kept.push(span);
    room -= whole;
  }
  return endWithEllipsis(kept);
}

function endWithEllipsis(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  return last === undefined
    ? [{ text: '…' }]
    : [...spans.slice(0, -1), { ...last, text: `${last.text.trimEnd()}…` }];
}

/** The most that the markup around a span takes. */
function frameOf({ text, style, url }: Span): number {
  if (url === undefined) return markupOf(text, style);
  const link = safeLink(url);
  return markupOf(text, style) + (link === undefined ? 0 : linkTarget(link).length + ' ([open]())'.length);
}

function markupOf(text: string, style: Span['style']): number {
  switch (style) {
    case 'strong':
    case 'mark':
      return 4;
    case 'emphasis':
      return 2;
    case 'code':
      return text.includes('\n') ? 8 : 2;
    case undefined:
      return 0;
  }
}

/**
 * A title of clean spans that leads to an address which may be shown: the words themselves where they can carry a link, a word behind them
 * where they cannot.
 */
export function renderTitle(spans: readonly Span[], link: string | undefined): string {
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

const UNEVEN = /[^\S ]| {2}/;

/** White space of any kind becomes one space: a title or an abstract is one line. */
export function flatten(spans: readonly Span[]): readonly Span[] {
  return spans.map((span) =>
    UNEVEN.test(span.text) ? { ...span, text: span.text.replace(/\s+/g, ' ') } : span,
  );
}

function renderSpan({ text, style, url }: Span): string {
  if (url === undefined && style === undefined) return escapeClean(text);
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
      return `**${escapeClean(text)}**`;
    case 'mark':
      return `__${escapeClean(text)}__`;
    case 'emphasis':
      return `_${escapeClean(text)}_`;
    case 'code': {
      if (text.includes('\n')) return `\`\`\`\n${codeLines(text)}\n\`\`\``;
      const code = codeText(text);
      return code === '' ? '' : `\`${code}\``;
    }
    case undefined:
      return escapeClean(text);
  }
}

/** Two bold words side by side, or with nothing visible between them, would show their asterisks. */
function joinAlike(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last === undefined || last.style !== span.style || last.url !== span.url) joined.push(span);
    else joined[joined.length - 1] = { ...last, text: last.text + span.text };
  }
  return joined;
}
