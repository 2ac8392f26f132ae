import { App, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Bot, ChatAdapter } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../ops/logger.js';
import { Connection } from './connection.js';
import { listen } from './ingress.js';
import { LIST_LIMITS } from './limits.js';
import { checkPlace } from './places.js';
import { findPost, postReply } from './posts.js';
import { nameOfChannel } from './public-channels.js';
import type { ChannelRights } from './rights.js';
import { createSdkLogger } from './sdk-logger.js';
import { clientOptions, type Identity, signIn } from './sign-in.js';
import { startFailure } from './start-failure.js';

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

interface Session {
  readonly connection: Connection;
  finished(): Promise<void>;
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
