import { webApi } from '@slack/bolt';
import { slackCode } from './errors.js';

const TOKENS = {
  SLACK_BOT_TOKEN: { name: 'bot token', prefix: 'xoxb-', page: 'OAuth & Permissions' },
  SLACK_APP_TOKEN: { name: 'app-level token', prefix: 'xapp-', page: 'Basic Information' },
} as const;

/** Why Slack did not let us in, for the person who set the variables. Repeats no value: they are secrets. */
export function startFailure(error: unknown, variable: keyof typeof TOKENS, apiUrl: string): Error {
  return new Error(sentence(error, variable, apiUrl), { cause: error });
}

function sentence(error: unknown, variable: keyof typeof TOKENS, apiUrl: string): string {
  const { name, prefix, page } = TOKENS[variable];
  const code = slackCode(error);
  switch (code) {
    case undefined:
      return `Slack cannot be reached at ${new URL(apiUrl).origin}: ${reasonOf(error)}. Check the network and SLACK_API_URL.`;
    case 'invalid_auth':
    case 'not_authed':
    case 'account_inactive':
    case 'token_revoked':
    case 'token_expired':
      return `Slack refuses ${variable} (${code}): copy the ${name} (${prefix}…) again from "${page}" at api.slack.com/apps.`;
    case 'not_allowed_token_type':
      return `${variable} is the wrong kind of token: it must be the ${name}, which starts with ${prefix}.`;
    case 'missing_scope':
      return `${variable} lacks a scope: ${variable === 'SLACK_APP_TOKEN' ? 'make an app-level token with connections:write' : "install the app again with paperboy's manifest"}.`;
    default:
      return `Slack refuses to let paperboy in with ${variable} (${code}).`;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIHTTPError) return `it answers with HTTP ${error.statusCode}`;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `it wants us to wait ${error.retryAfter} seconds`;
  if (error instanceof webApi.WebAPIPlatformError) return 'its answer is not the one of an API';
  if (!(error instanceof webApi.WebAPIRequestError)) return 'the connection was not made';
  const { cause, message } = error.original;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : message;
}
