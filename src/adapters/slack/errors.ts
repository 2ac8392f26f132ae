import { webApi } from '@slack/bolt';
import { DeliveryError, type DeliveryFailure, type DeliveryScope } from '../../core/errors.js';
import { neverSent } from '../../ops/never-sent.js';

interface Meaning {
  readonly kind: DeliveryFailure;
  readonly sentence?: string;
  readonly retryAfterMs?: number;
  readonly scope?: DeliveryScope;
}

const HOUR = 3_600_000;
const NO_RIGHT: Meaning = {
  kind: 'denied',
  sentence: 'The rules of this workspace do not let me post here.',
};
// The token concerns every destination, so none of them is to blame: the messages wait until it is mended.
const BAD_TOKEN: Meaning = {
  kind: 'retry',
  sentence: 'Slack no longer accepts SLACK_BOT_TOKEN; the app must be installed again.',
  retryAfterMs: Number.POSITIVE_INFINITY,
  scope: 'platform',
};
const UNCLEAR: Meaning = { kind: 'unknown', sentence: 'Slack failed, and does not say whether it posted.' };
// Slack limits a method in a channel; the workspace as a whole has limits that it does not tell apart.
const LATER: Meaning = { kind: 'retry', sentence: 'Slack wants us to slow down.', scope: 'destination' };
const MOVING: Meaning = { kind: 'retry', sentence: 'This workspace is being moved.', retryAfterMs: HOUR };

/** What the errors of `chat.postMessage` mean; what is not here was refused for good. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  channel_not_found: {
    kind: 'gone',
    sentence: 'Slack shows me no such channel: it was deleted, or it is private and I was removed.',
  },
  team_not_found: { kind: 'gone', sentence: 'The workspace is gone.' },
  user_not_found: { kind: 'gone', sentence: 'The person is gone.' },
  is_archived: { kind: 'gone', sentence: 'The channel is archived.' },
  not_in_channel: { kind: 'denied', sentence: 'I am not in this channel; invite me with /invite.' },
  messages_tab_disabled: {
    kind: 'denied',
    sentence: "The app does not allow direct messages; update it with paperboy's manifest.",
  },
  ...everyOf(['ekm_access_denied', 'no_permission', 'access_denied', 'app_access_restricted'], NO_RIGHT),
  ...everyOf(['account_inactive', 'token_revoked', 'token_expired', 'not_authed', 'invalid_auth'], BAD_TOKEN),
  ...everyOf(['missing_scope', 'not_allowed_token_type'], {
    kind: 'retry',
    sentence: "The app lacks a scope; update it with paperboy's manifest and install it again.",
  }),
  ...everyOf(['org_login_required', 'team_added_to_org'], MOVING),
  ...everyOf(['ratelimited', 'rate_limited'], LATER),
  message_limit_exceeded: {
    kind: 'retry',
    sentence: 'This workspace has reached the message limit of its plan.',
    retryAfterMs: 24 * HOUR,
  },
  ...everyOf(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout'], UNCLEAR),
  ...everyOf(['duplicate_message_not_found', 'duplicate_channel_not_found'], UNCLEAR),
};

/** What became of a message, from whatever the Web API client threw. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { kind, sentence = 'Slack did not take the message.', ...more } = meaningOf(error);
  return new DeliveryError(kind, sentence, { cause: error, ...more });
}

/** The `error` of an `ok: false` answer; what is not a code of Slack's (an HTML page, say) is none. */
export function slackCode(error: unknown): string | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  const { error: code } = error.data;
  return /^[a-z][a-z0-9_]{2,60}$/.test(code) ? code : undefined;
}

function meaningOf(error: unknown): Meaning {
  if (error instanceof webApi.WebAPIPlatformError) return meaningOfCode(slackCode(error));
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { ...LATER, retryAfterMs: error.retryAfter * 1_000 };
  if (error instanceof webApi.WebAPIHTTPError)
    return error.statusCode >= 500 ? UNCLEAR : { kind: 'retry', sentence: refusedBy(error.statusCode) };
  if (error instanceof webApi.WebAPIRequestError && neverSent(error.original))
    return { kind: 'retry', sentence: 'Slack cannot be reached.' };
  // The client has no class for a 429 without a usable Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header')) return LATER;
  return UNCLEAR;
}

function meaningOfCode(code: string | undefined): Meaning {
  if (code === undefined) return UNCLEAR;
  if (code.startsWith('restricted_action')) return NO_RIGHT;
  return MEANINGS[code] ?? { kind: 'rejected', sentence: `Slack refused the message (${code}).` };
}

function refusedBy(status: number): string {
  return `Something on the way to Slack refused the request (HTTP ${status}).`;
}

function everyOf(codes: readonly string[], meaning: Meaning): Readonly<Record<string, Meaning>> {
  return Object.fromEntries(codes.map((code) => [code, meaning]));
}
