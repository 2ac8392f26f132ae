import type { Text } from './reply.js';
import { cleanText } from './safe-text.js';

/** A place in what a person wrote, in UTF-16 units. */
export interface Pointer {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** How much of a long line is shown around the mistake; the narrowest screens break longer ones. */
const BEFORE = 28;
const AFTER = 24;

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uff01-\uff60]/u;

/** The line as it was written with carets under the mistake, for a monospaced font. */
export function caretBlock({ text, at, length }: Pointer): Text {
  const start = Math.max(0, at - BEFORE);
  const end = Math.min(text.length, Math.max(at + length, at + AFTER));
  const before = `${start > 0 ? '…' : ''}${shown(text.slice(start, at))}`.trimStart();
  const wrong = shown(text.slice(at, Math.min(at + length, at + AFTER)));
  const after = shown(text.slice(at + wrong.length, Math.min(end, at + AFTER)));
  const more = at + AFTER < text.length ? '…' : '';
  const carets = '^'.repeat(Math.max(1, cells(wrong)));
  const code = `${before}${wrong}${after}${more}\n${' '.repeat(cells(before))}${carets}`;
  return { type: 'text', spans: [{ text: code, style: 'code' }] };
}

function shown(text: string): string {
  return cleanText(text.replace(/\s/g, ' '));
}

/** How many columns a text takes; wide characters take two. */
function cells(text: string): number {
  const visible = [...text].filter((character) => !/\p{M}|\u200d/u.test(character));
  return visible.reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}
