import type { Span } from './reply.js';
import { cutText } from './safe-text.js';

/** Spans of at most `limit` characters in all, cut on a grapheme border; where something was cut there is an ellipsis. */
export function cutSpans(spans: readonly Span[], limit: number): readonly Span[] {
  const length = spans.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= limit) return spans;
  const kept: Span[] = [];
  let room = limit;
  for (const span of spans) {
    if (span.text.length >= room) return [...kept, { ...span, text: cutText(`${span.text}…`, room) }];
    kept.push(span);
    room -= span.text.length;
  }
  return kept;
}

/** A sentence to people, which names commands and options between backticks. */
export function sentenceSpans(sentence: string): readonly Span[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((text, index): Span => (index % 2 === 1 ? { text, style: 'code' } : { text }))
    .filter(({ text }) => text !== '');
}
