import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { Sighting } from '../../../core/chat-adapter.js';
import { DeliveryError } from '../../../core/errors.js';
import { isWanted, Readable, snowflakeOf, type Wanted } from './marker.js';

const PAGE = 100;
const MOST_PAGES = 3;
/** Posts of ours within the time that is looked at; more are those of a forum where nothing can be told any more. */
const MOST_POSTS = 20;

const Thread = z.object({
  id: z.string(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  thread_metadata: z.object({ archive_timestamp: z.string() }),
});
type Thread = z.output<typeof Thread>;
const Active = z.object({ threads: z.array(Thread) });
const Archived = Active.extend({ has_more: z.boolean() });

export interface Forum {
  readonly guildId: string;
  readonly id: string;
}

/**
 * Looks for a post of ours by the mark of its first message, whose id is that of the post: among those that are open, and those that were
 * archived since the instant. A post of ours without its first message may be the one, so that nothing is proven then.
 */
export async function findPost(rest: REST, forum: Forum, wanted: Wanted): Promise<Sighting> {
  // In this order: one that is archived in between is then in both, not in neither.
  const { threads } = read(Active, await rest.get(Routes.guildActiveThreads(forum.guildId)));
  const archived = await archivedSince(rest, forum, wanted);
  if (archived === undefined) return 'unreadable';
  const ours = [...threads, ...archived].filter((thread) => mayBe(thread, forum, wanted));
  if (ours.length > MOST_POSTS) return 'unreadable';
  let unclear = false;
  for (const { id } of ours) {
    const first = await firstMessage(rest, id);
    if (first === undefined) unclear = true;
    else if (isWanted(first, wanted)) return { messageId: id };
  }
  return unclear ? 'unreadable' : 'absent';
}

function mayBe({ id, parent_id, owner_id }: Thread, forum: Forum, { since, ownId }: Wanted): boolean {
  return parent_id === forum.id && owner_id === ownId && BigInt(id) >= BigInt(snowflakeOf(since));
}

/** The last archived come first, and none was archived before it was begun; undefined where there are too many. */
async function archivedSince(
  rest: REST,
  forum: Forum,
  { since }: Wanted,
): Promise<readonly Thread[] | undefined> {
  const found: Thread[] = [];
  let before: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) });
    const page = read(Archived, await rest.get(Routes.channelThreads(forum.id, 'public'), { query }));
    found.push(...page.threads);
    before = page.threads.at(-1)?.thread_metadata.archive_timestamp;
    if (!page.has_more || before === undefined || Date.parse(before) < since.getTime()) return found;
  }
  return undefined;
}

async function firstMessage(rest: REST, id: string) {
  try {
    return read(Readable, await rest.get(Routes.channelMessage(id, id)));
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage)
      return undefined;
    throw error;
  }
}

function read<Value>(schema: z.ZodType<Value>, answer: unknown): Value {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new DeliveryError('retry', 'Discord did not say what is in the forum.');
}
