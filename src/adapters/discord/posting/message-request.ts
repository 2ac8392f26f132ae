import type { RawFile } from 'discord.js';
import type { DiscordMessage } from '../drawing/render.js';

/** What of a request the files of a message go into. */
interface MessageRequest {
  readonly body: Omit<DiscordMessage, 'pictures'> & { readonly attachments?: Attached[] };
  readonly files: RawFile[];
}

interface Attached {
  /** Its place among the files. */
  readonly id: string;
  readonly filename: string;
}

/** A new message, with its pictures. */
export function newMessage({ pictures, ...message }: DiscordMessage): MessageRequest {
  const attachments = pictures.map(({ name }, place) => ({ id: String(place), filename: name }));
  const named = pictures.length === 0 ? {} : { attachments };
  return { body: { ...message, ...named }, files: [...pictures] };
}

/** A message in the place of another. Its pictures are said to be all there are, for what is not said stays. */
export function changedMessage(message: DiscordMessage): MessageRequest {
  const { body, files } = newMessage(message);
  return { body: { attachments: [], ...body }, files };
}
