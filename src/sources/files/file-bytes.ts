import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceError } from '../web/source-error.js';

type Bytes = AsyncIterable<Uint8Array>;

/** The bytes of a file, unpacked where it is packed; iterating them throws a SourceError with a sentence. */
export function readBytes(file: string, packed: boolean): Bytes {
  const raw = createReadStream(file);
  return explained(packed ? unpack(raw) : raw, file);
}

/** The bytes of a stream that has no name, unpacked where they are packed, and its first line as far as it is within `most` bytes. */
export async function readUnnamed(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  most: number,
): Promise<{ readonly beginning: string; readonly bytes: Bytes }> {
  // Two bytes tell whether it is packed; a stream may begin with one.
  const raw = await peek(explained(stream, name), (seen) => seen.length >= 2);
  const [first, second] = raw.first;
  const packed = first === 0x1f && second === 0x8b;
  const whole = packed ? explained(unpack(Readable.from(raw.all)), name) : raw.all;
  const plain = await peek(whole, (seen) => seen.length >= most || hasLine(seen));
  return { beginning: new TextDecoder().decode(plain.first), bytes: plain.all };
}

function hasLine(bytes: Buffer): boolean {
  const text = bytes.findIndex((byte) => byte > 0x20);
  return text !== -1 && [LINE_FEED, CARRIAGE_RETURN].some((end) => bytes.indexOf(end, text) !== -1);
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Ends with a SourceError when there are more bytes than `most`, counted unpacked. */
export async function* capped(bytes: Bytes, most: number, name: string): Bytes {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw tooLarge(name, most);
    yield chunk;
  }
}

export function tooLarge(name: string, most: number): SourceError {
  const megabytes = (most / 1_000_000).toLocaleString('en');
  return new SourceError('unreadable', `${name} holds more than ${megabytes} MB; I stopped there.`);
}

function unpack(raw: Readable): Bytes {
  const gunzip = createGunzip();
  // What goes wrong on either side is thrown where the bytes are read.
  pipeline(raw, gunzip, () => {});
  return gunzip;
}

/** The first bytes, until there are enough of them, and all of them; what goes wrong later is thrown where the rest is read. */
async function peek(
  bytes: Bytes,
  isEnough: (seen: Buffer) => boolean,
): Promise<{ readonly first: Buffer; readonly all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const rest: Bytes = { [Symbol.asyncIterator]: () => iterator };
  let first = Buffer.alloc(0);
  while (!isEnough(first)) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    first = Buffer.concat([first, value]);
  }
  return { first, all: joined(first, rest) };
}

async function* joined(first: Uint8Array, rest: Bytes): Bytes {
  yield first;
  yield* rest;
}

async function* explained(bytes: Bytes, name: string): Bytes {
  try {
    yield* bytes;
  } catch (error) {
    throw new SourceError('unreadable', sentenceFor(error, name), { cause: error });
  }
}

/** Says why a file or folder cannot be read. */
export function sentenceFor(error: unknown, name: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  switch (code) {
    case 'ENOENT':
      return `There is no file ${name}.`;
    case 'EACCES':
    case 'EPERM':
      return `${name} cannot be read: paperboy has no right to.`;
    case 'Z_BUF_ERROR':
      return `${name} is cut off: its gzip data has no end.`;
    case 'Z_DATA_ERROR':
      return `${name} is damaged, or is no gzip data.`;
    default:
      return `${name} cannot be read (${code}).`;
  }
}
