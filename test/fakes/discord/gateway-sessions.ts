import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { FakeGuild } from './guild-payloads.js';
import { isOn, type Shard } from './session-rules.js';
import { toWholeGuild } from './whole-guild.js';
import type { World } from './world.js';

export interface Identify {
  readonly token: string;
  readonly intents: number;
  readonly shard: Shard;
}

export interface Session {
  readonly id: string;
  readonly shard: Shard;
  /** Of the last event the bot was told, and of the last one it says it has heard. */
  sequence: number;
  heard: number;
}

export type GatewayEvent = readonly [event: GatewayDispatchEvents, data: unknown];

/** What a bot hears first: who it is, and the servers of its shard. */
export function* openingEvents(
  world: World,
  { intents, shard }: Identify,
  sessionId: string,
  url: string,
): Iterable<GatewayEvent> {
  const guilds = [...world.guilds.values()].filter(({ id }) => isOn(shard, id));
  yield [GatewayDispatchEvents.Ready, readyData(world, { guilds, shard, sessionId, url })];
  if ((intents & GatewayIntentBits.Guilds) === 0) return;
  for (const guild of guilds) yield [GatewayDispatchEvents.GuildCreate, toWholeGuild(world, guild)];
}

function readyData(
  world: World,
  session: {
    readonly guilds: readonly FakeGuild[];
    readonly shard: Shard;
    readonly sessionId: string;
    readonly url: string;
  },
): unknown {
  return {
    v: 10,
    user: world.bot,
    guilds: session.guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.sessionId,
    resume_gateway_url: session.url,
    shard: session.shard,
    application: { id: world.applicationId, flags: 0, flags_new: '0' },
  };
}
