import { type Client, Events, GatewayDispatchEvents, ShardClientUtil, Status } from 'discord.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../ops/logger.js';
import { createClient, leave } from '../client.js';
import { type Interaction, readInteraction } from '../interactions/interaction.js';
import type { Atlas } from '../servers/atlas.js';
import type { PlaceEvents } from '../servers/place-events.js';
import { pause } from '../sessions/pause.js';
import type { SessionDesk } from '../sessions/session-desk.js';
import { explainClosing } from './closings.js';
import { connect, explain } from './connection.js';
import type { ShardRange } from './shards.js';

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 5 * 60_000;

export interface GatewayLinkOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly shards?: ShardRange;
  /** The shards of this process, each by its number. */
  readonly shardIds: readonly number[];
  readonly desk: SessionDesk;
  readonly places: Pick<PlaceEvents, 'listen'>;
  readonly atlas: Pick<Atlas, 'listen'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborted when nobody wants the gateway any more. */
  readonly stop: AbortSignal;
}

/** The connections of this process to the gateway, from the first attempt to `close`. */
export interface GatewayLink {
  /** The client that is connected, or about to be. */
  readonly client: Client | undefined;
  /** Settles with the first attempt; rejects with a sentence for the operator. */
  readonly joined: Promise<void>;
  /** Has attempts go on by themselves, for as long as it takes. */
  goOn(): void;
  isAlive(): boolean;
  /** Whether the shard of that server is connected. */
  tellsOf(guildId: string): boolean;
  /** How many shards are connected, or what keeps them from it, as a sentence for the operator. */
  condition(): string;
  deafen(): void;
  close(): Promise<void>;
}

export function createGatewayLink(
  options: GatewayLinkOptions,
  take: (interaction: Interaction) => Promise<void>,
): GatewayLink {
  const { desk, shardIds, clock, logger, stop } = options;
  let client: Client | undefined;
  let hears = true;
  let goesOn = false;
  /** Why Discord has closed shards for good. */
  const closings = new Map<number, string>();
  const attempt = async () => {
    try {
      await desk.hold(shardIds, stop);
      client = createClient({ ...options, throttle: desk, isLean: true });
      watch(client, closings, logger);
      // Those who want to know what is lost ask before the atlas has lost it, too.
      options.places.listen(client);
      options.atlas.listen(client);
      listen(client, logger, async (interaction) => (hears ? take(interaction) : undefined));
      await connect(client, { ...options, isHeldUp: () => goesOn || desk.isWaiting });
    } catch (error) {
      client = undefined;
      const [closing] = closings.values();
      throw new Error(closing ?? explain(error), { cause: error });
    }
  };
  const persist = async (first: Promise<void>) => {
    let running = first;
    for (let tries = 0; ; tries += 1) {
      try {
        await running;
        return logger.info({
          event: 'gateway-joined',
          platform: 'discord',
          count: client?.guilds.cache.size ?? 0,
        });
      } catch (err) {
        if (stop.aborted || closings.size > 0) return;
        logger.error({ event: 'gateway-unreachable', platform: 'discord', err });
      }
      await pause(clock, Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS), stop);
      running = attempt();
    }
  };
  const joined = attempt();
  return {
    get client() {
      return client;
    },
    joined,
    goOn() {
      goesOn = true;
      // It ends by itself, or rejects when told to stop.
      persist(joined).catch(() => undefined);
    },
    isAlive: () => readyShards(client) > 0,
    tellsOf(guildId) {
      const shard = ShardClientUtil.shardIdForGuildId(guildId, client?.options.shardCount ?? 1);
      return client?.ws.shards.get(shard)?.status === Status.Ready;
    },
    condition() {
      const [closing] = closings.values();
      const reason = closing ?? desk.hindrance;
      if (reason !== undefined) return reason;
      const [up, all] = [readyShards(client), shardIds.length];
      return all === 1 && up === 1 ? '' : `${up} of ${all} shards connected`;
    },
    deafen() {
      hears = false;
    },
    async close() {
      hears = false;
      if (client !== undefined) await leave(client);
    },
  };
}

function readyShards(client: Client | undefined): number {
  return client?.ws.shards.filter(({ status }) => status === Status.Ready).size ?? 0;
}

function watch(client: Client, closings: Map<number, string>, logger: Logger): void {
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    const reason = explainClosing(code);
    closings.set(shard, reason);
    logger.error({ event: 'gateway-closed', platform: 'discord', code, reason });
  });
}

function listen(client: Client, logger: Logger, take: (interaction: Interaction) => Promise<void>): void {
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: unknown) => {
    const interaction = readInteraction(payload);
    keepFromClient(payload);
    if (interaction === undefined) logger.debug({ event: 'unknown-interaction', platform: 'discord' });
    else void take(interaction);
  });
}

/** discord.js would go on to make an interaction of its own, for nobody. One of a type that it does not know it lets be. */
function keepFromClient(payload: unknown): void {
  if (typeof payload === 'object' && payload !== null)
    Object.assign(payload, { type: 0, channel: undefined });
}
