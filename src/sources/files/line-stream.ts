import type { NumberedLine } from '../numbered-lines.js';
import { isNoText } from '../web/body.js';
import { SourceError } from '../web/source-error.js';

/** A line that is longer than any paper is not kept in memory: only its number is told. */
export type StreamedLine = NumberedLine | { readonly number: number; readonly text: undefined };

const LONGEST_LINE = 2_000_000;

/** The lines of a stream that are not blank, trimmed and numbered as editors do; throws a SourceError where it is no text. */
export async function* streamLines(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<StreamedLine> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = '';
  let skipping = false;
  for await (const chunk of bytes) {
    if (number === 0 && rest === '' && isNoText(chunk)) {
      throw new SourceError('unreadable', `${name} is written in UTF-16 or is no text at all; I read UTF-8.`);
    }
    // A carriage return at the end may be half of a line end.
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number += 1;
      const text = line.trim();
      if (!skipping && text !== '') yield { number, text };
      skipping = false;
    }
    if (rest.length > LONGEST_LINE && !skipping) {
      yield { number: number + 1, text: undefined };
      skipping = true;
    }
    if (skipping) rest = rest.endsWith('\r') ? '\r' : '';
  }
  const text = `${rest}${decoder.decode()}`.trim();
  if (!skipping && text !== '') yield { number: number + 1, text };
}
