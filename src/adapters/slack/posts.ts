import type { webApi } from '@slack/bolt';
import type { Sighting } from '../../core/chat-adapter.js';
import { DeliveryError } from '../../core/errors.js';
import type { Target } from '../../core/invocation.js';
import type { Reply } from '../../core/reply.js';
import { slackCode, toDeliveryError } from './errors.js';
import { QUIET } from './quiet.js';
import { renderVariants, type SlackMessage } from './render.js';

const EVENT_TYPE = 'paperboy_message';
/** What Slack shows at once to apps that are not in its marketplace. */
const PAGE = 15;
const MOST_PAGES = 3;
/** Slack's clock and ours may differ a little. */
const SLACK_MS = 1_000;

/** Looks for our message with a key in a channel. Throws only `DeliveryError`. */
export async function findPost(
  client: webApi.WebClient,
  target: Target,
  key: string,
  since: Date,
): Promise<Sighting> {
  const oldest = ((since.getTime() - SLACK_MS) / 1_000).toFixed(6);
  let cursor: string | undefined;
  try {
    const channel = await readableId(client, target);
    if (channel === undefined) return 'unreadable';
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await client.conversations.history({
        channel,
        oldest,
        include_all_metadata: true,
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const ours = page.messages?.find(({ metadata }) => isMarked(metadata, key));
      if (ours?.ts !== undefined) return { messageId: ours.ts };
      cursor = page.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return 'absent';
    }
    return 'unreadable';
  } catch (error) {
    if (UNREADABLE.has(slackCode(error) ?? '')) return 'unreadable';
    throw toDeliveryError(error);
  }
}

/**
 * A person is written to under their own id, but what was written can be read only under that of the direct messages: Slack tells it whoever
 * opens them, which it does not let happen often enough to ask before every message.
 */
async function readableId(client: webApi.WebClient, { id, kind }: Target): Promise<string | undefined> {
  if (kind === 'channel') return id;
  const { channel } = await client.conversations.open({ users: id });
  return channel?.id;
}

const UNREADABLE = new Set([
  'not_in_channel',
  'missing_scope',
  'channel_not_found',
  'no_permission',
  'is_archived',
]);

function isMarked(
  metadata: { event_type?: string; event_payload?: object } | undefined,
  key: string,
): boolean {
  const { event_type, event_payload = {} } = metadata ?? {};
  return event_type === EVENT_TYPE && 'key' in event_payload && event_payload.key === key;
}

/** Posts a reply, in plainer words where Slack refuses the first ones. Throws only `DeliveryError`. */
export async function postReply(
  client: webApi.WebClient,
  target: Target,
  reply: Reply,
  key: string,
): Promise<{ readonly messageId: string }> {
  let refusal = new DeliveryError('rejected', 'There was nothing to send.');
  for (const message of renderVariants(reply)) {
    try {
      return { messageId: await post(client, target, message, key) };
    } catch (error) {
      refusal = toDeliveryError(error);
      // A refused payload was not posted, so a plainer one may be tried at once.
      if (refusal.kind !== 'rejected') throw refusal;
    }
  }
  throw refusal;
}

async function post(
  client: webApi.WebClient,
  target: Target,
  { text, blocks }: SlackMessage,
  key: string,
): Promise<string> {
  const { ts } = await client.chat.postMessage({
    channel: target.id,
    text,
    blocks,
    // How a message of unknown fate can be found again; anybody in the workspace may read it.
    metadata: { event_type: EVENT_TYPE, event_payload: { key } },
    ...QUIET,
  });
  if (ts === undefined) throw new DeliveryError('unknown', 'Slack does not say whether it posted.');
  return ts;
}
