import { crc32 } from 'node:zlib';
import { analyze } from '../../analyzer.js';
import { STOP_WORDS } from '../../stop-words.js';
import type { LiveSegment } from './live-segment.js';
import { type ArrayReader, arraysOf, readSegment } from './segment-arrays.js';

/** `bm25` in ASCII; read the wrong way round it says that the file is from a machine of the other byte order. */
const MAGIC = 0x35_32_6d_62;
const FORMAT = 2;
const ALIGNMENT = 8;
/**
 * Magic, format, analyzer, stamp, number of segments, then the length of the body and the catalog's sequence number in two halves each, a
 * reserve, and the checksum of all that and the body.
 */
const HEADER_BYTES = 12 * 4;
const CHECKSUM = 11;
/** So much is checked before others get their turn. */
const STRETCH_BYTES = 4 * 1024 * 1024;

/** Changes whenever the analyzer reads a text differently: an index is good for the analyzer that made it only. */
const ANALYZER = crc32(
  JSON.stringify([
    [...STOP_WORDS],
    analyze(
      'Generalised models of GPT-4o, C++ & t-SNE: naïve ﬁne-tuning, Эйнштейна модели 深度学习 relational',
    ),
  ]),
);

/** What is kept of an index. */
export interface KeptIndex {
  readonly segments: readonly LiveSegment[];
  /** The catalog's sequence number up to which it has every paper. */
  readonly upTo: number;
}

/**
 * Writes an index down as bytes: a header, then every array behind its length, on borders of eight bytes, so that loading is looking and not
 * parsing. The stamp says what the index was made of; it has to be given again to read it.
 */
export function* encodeSnapshot(
  { segments, upTo }: KeptIndex,
  stamp: string,
): Generator<void, readonly Uint8Array[]> {
  const body: Uint8Array[] = [];
  for (const segment of segments) {
    for (const array of arraysOf(segment)) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const length = new Uint32Array([bytes.length, 0]);
      body.push(new Uint8Array(length.buffer), bytes, new Uint8Array(padding(bytes.length)));
    }
    yield;
  }
  const size = body.reduce((sum, bytes) => sum + bytes.length, 0);
  const header = new Uint32Array(HEADER_BYTES / 4);
  header.set([MAGIC, FORMAT, ANALYZER, crc32(stamp), segments.length, ...halves(size), ...halves(upTo)]);
  let checksum = checksumOfHeader(header);
  for (const bytes of body) checksum = yield* checksumOf(bytes, checksum);
  header[CHECKSUM] = checksum;
  return [new Uint8Array(header.buffer), ...body];
}

/** The index in a snapshot; nothing when it is damaged, of another format or analyzer, or made of something else. */
export function* decodeSnapshot(file: Uint8Array, stamp: string): Generator<void, KeptIndex | undefined> {
  if (file.length < HEADER_BYTES) return undefined;
  const bytes = file.byteOffset % ALIGNMENT === 0 ? file : Uint8Array.from(file);
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
  const [magic, format, analyzer, madeOf, count = 0, low = 0, high = 0, lowUpTo = 0, highUpTo = 0] = header;
  if (magic !== MAGIC || format !== FORMAT || analyzer !== ANALYZER || madeOf !== crc32(stamp))
    return undefined;
  const body = bytes.subarray(HEADER_BYTES);
  if (body.length !== whole(low, high)) return undefined;
  if ((yield* checksumOf(body, checksumOfHeader(header))) !== header[CHECKSUM]) return undefined;
  const reader = arrayReader(body);
  const segments = Array.from({ length: count }, () => readSegment(reader));
  return { segments, upTo: whole(lowUpTo, highUpTo) };
}

function halves(number: number): readonly [low: number, high: number] {
  return [number % 2 ** 32, Math.floor(number / 2 ** 32)];
}

function whole(low: number, high: number): number {
  return low + high * 2 ** 32;
}

function checksumOfHeader({ buffer, byteOffset }: Uint32Array): number {
  return crc32(new Uint8Array(buffer, byteOffset, CHECKSUM * 4));
}

function* checksumOf(bytes: Uint8Array, before: number): Generator<void, number> {
  let checksum = before;
  for (let start = 0; start < bytes.length; start += STRETCH_BYTES) {
    checksum = crc32(bytes.subarray(start, start + STRETCH_BYTES), checksum);
    yield;
  }
  return checksum;
}

function arrayReader({ buffer, byteOffset }: Uint8Array): ArrayReader {
  let at = byteOffset;
  const next = (): readonly [offset: number, bytes: number] => {
    const [length = 0] = new Uint32Array(buffer, at, 1);
    const start = at + ALIGNMENT;
    at = start + length + padding(length);
    return [start, length];
  };
  return {
    u8() {
      const [start, length] = next();
      return new Uint8Array(buffer, start, length);
    },
    u16() {
      const [start, length] = next();
      return new Uint16Array(buffer, start, length / 2);
    },
    u32() {
      const [start, length] = next();
      return new Uint32Array(buffer, start, length / 4);
    },
    f64() {
      const [start, length] = next();
      return new Float64Array(buffer, start, length / 8);
    },
  };
}

function padding(length: number): number {
  return (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;
}
