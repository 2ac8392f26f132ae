import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Sighting } from '../../../core/chat-adapter.js';
import { DeliveryError } from '../../../core/errors.js';
import { isWanted, Readable, snowflakeOf, type Wanted } from './marker.js';

const PAGE = 100;
const MOST_PAGES = 3;

/** Reads a channel on from an instant, oldest page first, until the message or the end is found. */
export async function findMessage(rest: REST, channelId: string, wanted: Wanted): Promise<Sighting> {
  let after = snowflakeOf(wanted.since);
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const read = z.array(Readable).safeParse(await rest.get(Routes.channelMessages(channelId), { query }));
    if (!read.success) throw new DeliveryError('retry', 'Discord did not say what is in the channel.');
    const ours = read.data.find((message) => isWanted(message, wanted));
    if (ours !== undefined) return { messageId: ours.id };
    if (read.data.length < PAGE) return 'absent';
    after = read.data.map(({ id }) => id).reduce(later, after);
  }
  return 'unreadable';
}

function later(a: string, b: string): string {
  return BigInt(a) > BigInt(b) ? a : b;
}
