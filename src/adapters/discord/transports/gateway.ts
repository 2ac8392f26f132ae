import type { Client } from 'discord.js';
import type { PlaceWatch } from '../../../core/chat-adapter.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../ops/logger.js';
import { createClient, leave } from '../client.js';
import { createAnswerRest, createCallbacks } from '../interactions/callbacks.js';
import { createAtlas } from '../servers/atlas.js';
import { createChannelLookup } from '../servers/fetched-channels.js';
import { createGatewayChannels } from '../servers/gateway-channels.js';
import { createPlaceEvents } from '../servers/place-events.js';
import { createRememberingClient } from '../servers/remembering-client.js';
import { tooManyShards } from '../sessions/hindrance.js';
import type { Memory } from '../sessions/ledger.js';
import { unlessStopped } from '../sessions/pause.js';
import { createSessionDesk, type Gates, type SessionDesk } from '../sessions/session-desk.js';
import { explain } from './connection.js';
import { createGatewayLink, type GatewayLink } from './gateway-link.js';
import { readIntroduction } from './introduction.js';
import { describeShards, type ShardRange, shardCount, shardIds } from './shards.js';
import type { Connection, Hear, Transport } from './transport.js';

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** The shards of this process; all of them, if not given. */
  readonly shards?: ShardRange;
  readonly memory: Memory;
  readonly gates: Gates;
  readonly clock: Clock;
  readonly logger: Logger;
}

const ENDPOINT_IS_SET =
  'Discord: no commands come over the gateway, since the application has an Interactions Endpoint URL and Discord sends them there. Empty that field in the developer portal (General Information), or set DISCORD_TRANSPORT=http.';

/** Interactions over the gateway: connections to Discord, which also tell of servers and channels. */
export function createGateway(options: GatewayOptions): Transport {
  return {
    name: 'gateway',
    routes: [],
    open: (hear, stop, watch) => openGateway({ ...options, stop }, hear, watch),
  };
}

type OpenOptions = GatewayOptions & { readonly stop: AbortSignal };

async function openGateway(
  options: OpenOptions,
  hear: Hear,
  watch: PlaceWatch | undefined,
): Promise<Connection> {
  // Of its own, since a client that fails to connect forgets the token.
  const asking = createClient({ apiUrl: options.apiUrl, logger: options.logger });
  asking.rest.setToken(options.token);
  return enterGateway(asking, options, hear, watch).catch(andLeave(asking));
}

function andLeave(client: Client) {
  return async (error: unknown): Promise<never> => {
    await leave(client);
    throw error;
  };
}

/** Where the gateway has to be waited for, all that needs none goes ahead, such as posting lists. */
async function enterGateway(
  asking: Client,
  options: OpenOptions,
  hear: Hear,
  watch: PlaceWatch | undefined,
): Promise<Connection> {
  const { token, shards: range, clock, logger, stop } = options;
  const { rest } = asking;
  const { application, self } = await orExplain(unlessStopped(readIntroduction(rest), stop));
  const desk = createSessionDesk({ ...options, rest, applicationId: application.id });
  const allowance = await orExplain(unlessStopped(desk.allowance(), stop));
  const problem = tooManyShards(allowance, shardCount(range, allowance.shards));
  if (problem !== undefined) throw new Error(problem);
  const ids = shardIds(range, allowance.shards);
  const atlas = createAtlas(self.id);
  const places = createPlaceEvents(watch, atlas);
  const remembering = createRememberingClient(options, atlas);
  remembering.rest.setToken(token);
  const channels = createGatewayChannels({
    atlas,
    remembered: createChannelLookup(remembering, clock),
    elsewhere: createChannelLookup(asking, clock),
    tellsOf: (guildId) => link.tellsOf(guildId),
    knowsAll: () => range === undefined && link.client?.isReady() === true,
    lostName: places.lostName,
  });
  const callbacks = createCallbacks(createAnswerRest(options));
  const link = createGatewayLink({ ...options, shardIds: ids, desk, places, atlas }, (interaction) =>
    hear(interaction, { callbacks, findChannel: channels.findChannel }),
  );
  await joinOrGoOn(link, desk).catch(andLeave(remembering));
  const greeting = [greetingOf(self.username, link, range)];
  if (application.interactions_endpoint_url) {
    logger.warn({ event: 'interactions-elsewhere', platform: 'discord' });
    greeting.push(ENDPOINT_IS_SET);
  }
  return {
    rest,
    applicationId: application.id,
    userId: self.id,
    greeting,
    ...channels,
    isAlive: link.isAlive,
    condition: link.condition,
    deafen: link.deafen,
    async close() {
      await link.close();
      await Promise.all([asking, remembering].map(leave));
    },
  };
}

async function orExplain<Found>(asked: Promise<Found>): Promise<Found> {
  return asked.catch((error: unknown) => {
    throw new Error(explain(error), { cause: error });
  });
}

/** Nobody else has to wait where it takes long. */
async function joinOrGoOn(link: GatewayLink, desk: SessionDesk): Promise<void> {
  const isLate = await Promise.race([link.joined.then(() => false), desk.longWait.then(() => true)]);
  if (isLate) link.goOn();
}

function greetingOf(name: string, link: GatewayLink, range: ShardRange | undefined): string {
  const { client } = link;
  if (client === undefined || !client.isReady())
    return `Discord: known as ${name}, but not connected yet. ${link.condition().replace(/\.?$/, '.')} Lists are posted meanwhile.`;
  const count = client.guilds.cache.size;
  const servers = count === 1 ? '1 server' : `${count} servers`;
  return `Discord: connected as ${name}, in ${servers}${describeShards(client.ws.shards.size, range)}.`;
}
