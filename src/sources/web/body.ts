import { createHash } from 'node:crypto';

export type TextReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** The bytes of a stream; undefined when there are more than `most`, and then the rest is never asked for. */
export async function readAtMost(
  stream: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** UTF-8 as text, without its byte order mark; broken characters are replaced. UTF-16 and UTF-32 are a problem, half a sentence. */
export function decodeText(bytes: Uint8Array): TextReading {
  if (isNoText(bytes)) {
    return { ok: false, problem: 'is written in UTF-16 or is no text at all; I read UTF-8' };
  }
  return { ok: true, text: new TextDecoder().decode(bytes) };
}

/** Whether what begins so is no UTF-8: bytes, or one of the wide encodings. */
export function isNoText(beginning: Uint8Array): boolean {
  const [first, second, third, fourth] = beginning;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  // Text that begins with an ASCII character has a zero byte near it in every wide encoding, and none in UTF-8.
  return marked || [first, second, third, fourth].includes(0);
}

/** Tells whether a body is the same as last time. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 24);
}
