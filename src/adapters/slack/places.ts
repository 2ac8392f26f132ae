import type { webApi } from '@slack/bolt';
import type { Target } from '../../core/invocation.js';
import { slackCode, toDeliveryError } from './errors.js';

type Finding = { readonly ok: true } | { readonly ok: false; readonly missing: string };

/** Whether we may post somewhere, and what to do if not. Throws only `DeliveryError`. */
export async function checkPlace(client: webApi.WebClient, target: Target): Promise<Finding> {
  // Slack opens the app's direct messages with whoever is written to.
  if (target.kind === 'direct') return { ok: true };
  try {
    const { channel } = await client.conversations.info({ channel: target.id });
    if (channel?.is_archived === true) return missing('This channel is archived; unarchive it first.');
    if (channel?.is_private === true && channel.is_member !== true) return missing(INVITE);
    return { ok: true };
  } catch (error) {
    if (slackCode(error) === 'channel_not_found') return missing(INVITE);
    throw toDeliveryError(error);
  }
}

/** What to do about a channel that Slack does not show us. */
export const INVITE =
  'I cannot see this channel. If it is private, invite me with /invite @paperboy and try again.';

function missing(sentence: string): Finding {
  return { ok: false, missing: sentence };
}
