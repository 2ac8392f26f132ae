import type { APIAttachment } from 'discord-api-types/v10';
import { ApiError, type Problem } from './api-error.js';
import type { MessageBody } from './message-rules.js';
import type { Snowflakes } from './snowflakes.js';

const LARGEST_FILE = 10 * 1024 * 1024;
const MOST_FILES = 10;
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A file as it came with a request. */
export interface UploadedFile {
  /** The name of its field: "files[0]". */
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The files that Discord keeps for its messages. */
export interface Uploads {
  /** Takes the files of a request; throws what Discord answers to ones that are too large. */
  accept(files: readonly UploadedFile[], body: MessageBody): readonly APIAttachment[];
  bytesOf(attachment: APIAttachment): Buffer;
}

export function createUploads(snowflakes: Snowflakes): Uploads {
  const kept = new Map<string, Buffer>();
  return {
    accept(files, { attachments = [] }) {
      if (files.some(({ bytes }) => bytes.length > LARGEST_FILE))
        throw new ApiError(413, 40005, 'Request entity too large');
      return files.map(({ field, name, type, bytes }) => {
        const id = snowflakes.next();
        kept.set(id, bytes);
        const index = /^files\[(\d+)\]$/.exec(field)?.[1];
        const about = attachments?.find((listed) => String(listed.id) === index);
        const { description } = about ?? {};
        const filename = (about?.filename ?? name).replace(/[^\w.-]+/g, '_');
        const url = `https://cdn.discordapp.com/attachments/1/${id}/${filename}`;
        return {
          ...{ id, filename, size: bytes.length, content_type: type, url, proxy_url: url },
          ...(description === undefined || description === null ? {} : { description }),
          ...pictureSize(bytes),
        };
      });
    },
    bytesOf: ({ id }) => kept.get(id) ?? Buffer.alloc(0),
  };
}

/** What is wrong with the files of a request, and with what its body says of them. */
export function fileProblems(
  files: readonly UploadedFile[],
  { attachments }: MessageBody,
  current: readonly APIAttachment[],
): readonly Problem[] {
  const known = [...files.map(({ field }) => field.slice(6, -1)), ...current.map(({ id }) => id)];
  const strangers = (attachments ?? []).filter(({ id }) => !known.includes(String(id)));
  const empty = files.filter(({ bytes }) => bytes.length === 0);
  return [
    ...(files.length > MOST_FILES ? [top(`At most ${MOST_FILES} files may be uploaded`)] : []),
    ...strangers.map(({ id }) => top(`${id} is no file of the request and none of the message`)),
    ...empty.map(({ name }) => top(`${name} is empty`)),
  ];
}

/** Width and height of a PNG, from its first chunk. */
export function pictureSize(bytes: Buffer): { readonly width?: number; readonly height?: number } {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return {};
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function top(message: string): Problem {
  return { path: ['attachments'], message };
}
