import { App, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Bot, ChatAdapter } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';
import { Connection } from './connection.js';
import { listen } from './ingress.js';
import { LIST_LIMITS } from './limits.js';
import { BOT_SCOPES } from './manifest.js';
import { checkPlace } from './places.js';
import { findPost, postReply } from './posts.js';
import { nameOfChannel } from './public-channels.js';
import type { ChannelRights } from './rights.js';
import { createSdkLogger } from './sdk-logger.js';
import { startFailure } from './start-failure.js';

const TIMEOUT_MS = 10_000;
/** Slack takes about a message a second in a channel, and some hundreds a minute in a workspace. */
const RATES = { perTenant: 2, perDestination: 1 } as const;
/** How long answers under way may take when we are told to stop. */
const LAST_ANSWERS_MS = 5_000;

export interface SlackAdapterOptions {
  readonly botToken: string;
  readonly appToken: string;
  readonly apiUrl: string;
  readonly channelRights: ChannelRights;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Slack in Socket Mode: one workspace, one bot token. */
export function createSlackAdapter(options: SlackAdapterOptions): ChatAdapter {
  const client = new webApi.WebClient(options.botToken, clientOptions(options));
  let session: Session | undefined;
  return {
    platform: 'slack',
    async start(bot) {
      const identity = await signIn(client, options);
      session = openSession(bot, identity, client, options);
      try {
        await session.connection.open();
      } catch (error) {
        await session.connection.close();
        throw startFailure(error, 'SLACK_APP_TOKEN', options.apiUrl);
      }
      return welcome(identity);
    },
    async stop() {
      await session?.connection.close();
      const patience = options.clock.timer(LAST_ANSWERS_MS);
      await Promise.race([session?.finished(), patience.elapsed]);
      patience.cancel();
    },
    connected: () => session?.connection.isOpen ?? false,
    send: (target, reply, key) => postReply(client, target, reply, key),
    // Slack posts again whatever it is given again.
    remembersKeyMs: 0,
    limits: LIST_LIMITS,
    rates: RATES,
    find: (target, key, since) => findPost(client, target, key, since),
    check: (target) => checkPlace(client, target),
    nameOf: ({ id }) => nameOfChannel(client, id),
  };
}

interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botName: string;
  readonly missingScopes: readonly string[];
}

interface Session {
  readonly connection: Connection;
  finished(): Promise<void>;
}

// Messages are sent once: whether to try again is for those who know whether that is safe.
function clientOptions({ apiUrl, logger }: SlackAdapterOptions): webApi.WebClientOptions {
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

async function signIn(client: webApi.WebClient, { apiUrl }: SlackAdapterOptions): Promise<Identity> {
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

function openSession(
  bot: Bot,
  { teamId, botId, botUserId }: Identity,
  client: webApi.WebClient,
  options: SlackAdapterOptions,
): Session {
  const { botToken, appToken, channelRights, clock, logger } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: createSdkLogger(logger),
    installerOptions: { clientOptions: clientOptions(options) },
    processEventErrorHandler: async () => false,
  });
  const app = new App({
    receiver,
    // Given a token, Bolt would ask who we are once more, and let the process die of a refusal.
    authorize: async () => ({ botToken, botId, botUserId, teamId }),
    convoStore: false,
    logger: createSdkLogger(logger),
    clientOptions: clientOptions(options),
  });
  app.error(async (error) => logger.error({ event: 'listener-failed', platform: 'slack', err: error }));
  const { finished } = listen(app, { bot, clock, logger, rights: { client, teamId, channelRights } });
  return { connection: new Connection({ client: receiver.client, clock, logger }), finished };
}

function welcome({ teamName, botName, missingScopes }: Identity): readonly string[] {
  const connected = `Slack: connected to ${teamName} as @${botName}; ask with /papers.`;
  if (missingScopes.length === 0) return [connected];
  const scopes = missingScopes.join(', ');
  return [
    connected,
    `Slack: the app lacks ${scopes}; update it with paperboy's manifest and install it again.`,
  ];
}
