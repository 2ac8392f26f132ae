import type { webApi } from '@slack/bolt';
import type { Logger } from '../../ops/logger.js';
import { BOT_SCOPES } from './manifest.js';
import { createSdkLogger } from './sdk-logger.js';
import { startFailure } from './start-failure.js';

const TIMEOUT_MS = 10_000;

export interface SignInOptions {
  readonly apiUrl: string;
  readonly logger: Logger;
}

/** Who a bot token belongs to. */
export interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botName: string;
  readonly missingScopes: readonly string[];
}

// Messages are sent once: whether to try again is for those who know whether that is safe.
export function clientOptions({ apiUrl, logger }: SignInOptions): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger: createSdkLogger(logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    // Bolt answers response URLs with this one, too, and gives it no time limit.
    fetch: (url, init) => fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...init }),
  };
}

/** Rejects with a sentence for the operator. */
export async function signIn(client: webApi.WebClient, { apiUrl }: SignInOptions): Promise<Identity> {
  try {
    const { team_id, team, user_id, bot_id, user, response_metadata } = await client.auth.test();
    const granted = response_metadata?.scopes;
    return {
      teamId: team_id ?? '',
      teamName: team ?? '',
      botUserId: user_id ?? '',
      botId: bot_id ?? '',
      botName: user ?? '',
      missingScopes: BOT_SCOPES.map(({ scope }) => scope).filter(
        (scope) => granted?.includes(scope) === false,
      ),
    };
  } catch (error) {
    throw startFailure(error, 'SLACK_BOT_TOKEN', apiUrl);
  }
}
