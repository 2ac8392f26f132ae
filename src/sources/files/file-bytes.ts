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

/** The bytes of a stream that has no name, unpacked where they are packed, and how they begin. */
export async function readUnnamed(
  stream: AsyncIterable<Uint8Array>,
  name: string,
): Promise<{ readonly beginning: string; readonly bytes: Bytes }> {
  const raw = await peek(explained(stream, name));
  const [first, second] = raw.first;
  const packed = first === 0x1f && second === 0x8b;
  const plain = packed ? await peek(explained(unpack(Readable.from(raw.all)), name)) : raw;
  return { beginning: new TextDecoder().decode(plain.first), bytes: plain.all };
}

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

async function peek(bytes: Bytes): Promise<{ readonly first: Uint8Array; readonly all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const { value, done } = await iterator.next();
  const first = done === true ? new Uint8Array() : value;
  const rest: Bytes = { [Symbol.asyncIterator]: () => iterator };
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
