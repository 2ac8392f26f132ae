import type { ChatAdapter } from '../../../core/chat-adapter.js';
import { DeliveryError } from '../../../core/errors.js';
import type { Target } from '../../../core/invocation.js';
import { opensPost, type Placement } from '../../../core/layout.js';
import type { Reply } from '../../../core/reply.js';
import { cleanText, cutText } from '../../../core/safe-text.js';
import { isClosedThread, toDeliveryError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { mayReadHistory } from '../permissions.js';
import type { Connection } from '../transports/transport.js';
import type { Sender } from './sender.js';
import { findTag } from './styles.js';

/** What is asked of the connection; posting itself does not need it. */
type Ground = Pick<Connection, 'userId' | 'findChannel' | 'announces'>;

/** Posts lists and looks for them as they are to stand: as messages, with threads, or as posts in forums. Throws only `DeliveryError`. */
export type Posting = Pick<ChatAdapter, 'send' | 'find'>;

export function createPosting(sender: Sender, connected: () => Ground): Posting {
  const channelOf = async ({ id, kind }: Target) => (kind === 'direct' ? sender.directChannel(id) : id);
  const finish = async (target: Target, messageId: string, placement: Placement | undefined) => {
    if (placement !== undefined && target.kind === 'channel')
      await addExtras(target, messageId, placement, { sender, connected });
    return { messageId };
  };
  return {
    async send(target, reply, key, placement) {
      if (placement !== undefined && opensPost(placement)) {
        const tags = await tagsOf(target, placement, connected);
        return sender.openPost({ forumId: target.id, name: nameOf(placement.title), tags }, reply, key);
      }
      if (placement?.follows !== undefined) return follow(sender, placement.follows, reply, key);
      const { messageId } = await sender.post(await channelOf(target), reply, key);
      return finish(target, messageId, placement);
    },
    async find(target, key, since, placement) {
      const self = connected();
      const place = { ...target, id: placement?.follows ?? target.id };
      if (target.kind === 'channel' && !(await mayReadHistory(self, place))) return 'unreadable';
      if (placement !== undefined && opensPost(placement))
        return sender.findPost({ guildId: target.tenant, id: target.id }, key, since, self.userId);
      const seen = await sender.find(await channelOf(place), key, since, self.userId);
      return typeof seen === 'string' ? seen : finish(target, seen.messageId, placement);
    },
  };
}

/** A later part, in the post that an earlier one has opened. That post is no place of its own: without it, only this list is incomplete. */
async function follow(sender: Sender, postId: string, reply: Reply, key: string) {
  try {
    return await sender.post(postId, reply, key);
  } catch (error) {
    const failure = toDeliveryError(error);
    if (!isClosedThread(failure)) throw failure;
    throw new DeliveryError('rejected', 'The post that this list began with was closed or deleted.', {
      cause: error,
    });
  }
}

/** Discord does not say of which message it knows that it was deleted. */
const UNKNOWN = 'deleted';

async function addExtras(
  { id }: Target,
  messageId: string,
  { publish, style, part, title }: Placement,
  { sender: { extras }, connected }: { readonly sender: Sender; readonly connected: () => Ground },
): Promise<void> {
  if (messageId === UNKNOWN) return;
  if (publish && (await isAnnouncing(id, connected))) await extras.crosspost(id, messageId);
  if (style === 'thread' && part === 1) await extras.startThread(id, messageId, nameOf(title));
}

async function isAnnouncing(id: string, connected: () => Ground): Promise<boolean> {
  try {
    return await connected().announces(id);
  } catch {
    // Who has hung up meanwhile passes nothing on: the list itself has been posted.
    return false;
  }
}

/** A tag that has been renamed or removed since is left out; whether a post may come without, Discord decides. */
async function tagsOf(
  { tenant, id }: Target,
  { tag }: Placement,
  connected: () => Ground,
): Promise<readonly string[]> {
  if (tag === undefined) return [];
  try {
    const forum = await connected().findChannel(tenant, id);
    const found = forum?.isThreadOnly() === true ? findTag(forum.availableTags, tag) : undefined;
    return found === undefined ? [] : [found.id];
  } catch (error) {
    throw notSentYet(toDeliveryError(error));
  }
}

/** Nothing was posted by looking for a tag, so a request of unknown fate is simply made again. */
function notSentYet(failure: DeliveryError): DeliveryError {
  return failure.kind === 'unknown'
    ? new DeliveryError('retry', failure.message, { cause: failure })
    : failure;
}

function nameOf(title: string): string {
  const name = cutText(cleanText(title).trim(), LIMITS.threadName);
  return name === '' ? 'Papers' : name;
}
