import type { webApi } from '@slack/bolt';
import { DeliveryError } from '../../core/errors.js';
import type { Target } from '../../core/invocation.js';
import type { Reply } from '../../core/reply.js';
import { toDeliveryError } from './errors.js';
import { QUIET } from './quiet.js';
import { renderVariants, type SlackMessage } from './render.js';

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
    metadata: { event_type: 'paperboy_message', event_payload: { key } },
    ...QUIET,
  });
  if (ts === undefined) throw new DeliveryError('unknown', 'Slack does not say whether it posted.');
  return ts;
}
