import { Client, Events, GatewayIntentBits, type REST, RESTEvents, type RESTOptions } from 'discord.js';
import type { Logger } from '../../ops/logger.js';
import { tellingBlocks } from './block-pages.js';
import { requestInSilence } from './posting/silence.js';
import { createCaches } from './servers/caches.js';
import { type ShardRange, shardOptions } from './transports/shards.js';

const TIMEOUT_MS = 10_000;
const WARN_EVERY = 100;

/** Settings every connection to Discord's API shares. A rate limit of channels is the outbox's business, not a hidden wait. */
export function restOptions(apiUrl: string): Partial<RESTOptions> {
  return {
    api: apiUrl,
    makeRequest: tellingBlocks(requestInSilence),
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: ['/channels', '/users/@me/channels'],
    invalidRequestWarningInterval: WARN_EVERY,
  };
}

export interface ClientOptions {
  readonly apiUrl: string;
  readonly logger: Logger;
  /** All that Discord recommends, if not given. */
  readonly shards?: ShardRange;
  /** How often a request that failed is made again; as often as discord.js does, if not given. */
  readonly retries?: number;
  /** Who the bot is, for a client that never connects. */
  readonly selfId?: string;
  /** Whose leave it takes to begin a session of the gateway. */
  readonly throttle?: { waitForIdentify(shard: number, stop: AbortSignal): Promise<void> };
  readonly rest?: Partial<RESTOptions>;
  /** Has it keep nothing of servers but that they are there. */
  readonly isLean?: boolean;
}

/** A client that asks for guilds only and keeps nothing that grows: no messages, and of all people only itself. */
export function createClient(options: ClientOptions): Client {
  const { apiUrl, logger, shards, throttle, retries } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...shardOptions(shards),
    rest: { ...restOptions(apiUrl), ...(retries === undefined ? {} : { retries }), ...options.rest },
    ...(throttle === undefined ? {} : { ws: { buildIdentifyThrottler: async () => throttle } }),
    makeCache: createCaches(options),
  });
  // An `error` event that nobody listens to would end the process.
  client.on(Events.Error, (err) => logger.error({ event: 'client-error', platform: 'discord', err }));
  client.on(Events.ShardError, (err) => logger.warn({ event: 'gateway-error', platform: 'discord', err }));
  client.on(Events.ShardReconnecting, () =>
    logger.info({ event: 'gateway-reconnecting', platform: 'discord' }),
  );
  watchInvalidRequests(client.rest, logger);
  return client;
}

/** Hangs up. A connection that ends because we end it is nothing to report. */
export async function leave(client: Client): Promise<void> {
  client.removeAllListeners(Events.ShardReconnecting);
  await client.destroy();
}

/** Discord bans an address after 10,000 refused requests in ten minutes; somebody should know long before. */
export function watchInvalidRequests(rest: REST, logger: Logger): void {
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) =>
    logger.warn({ event: 'invalid-requests', platform: 'discord', count }),
  );
}
