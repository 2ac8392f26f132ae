import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Identify, openingEvents, type Session } from './gateway-sessions.js';
import { createAdmission, isOn, type SessionRules, usualRules } from './session-rules.js';
import type { World } from './world.js';

export interface Gateway {
  /** Every IDENTIFY, let in or not. */
  readonly identifies: readonly Identify[];
  readonly rules: SessionRules;
  /** Whether a bot listens at this moment. */
  readonly connected: boolean;
  /** The shards on which a bot listens at this moment, in their order. */
  readonly shards: readonly number[];
  /** Resolves when bots have begun or resumed that many sessions since the start. */
  opened(count: number): Promise<void>;
  /** Tells every bot that listens on the shard that hears of it. */
  dispatch(event: GatewayDispatchEvents, data: unknown): void;
  /** Resolves when every bot that listens has heard all it was told. */
  heard(): Promise<void>;
  /** Cuts every connection, or those of one shard, with a close code. */
  disconnect(code: number, shard?: number): void;
  /** Tells every bot to connect again. */
  askToReconnect(): void;
  /** Tells every bot that its session is not valid; whether it may be resumed all the same. */
  invalidate(resumable: boolean): void;
  stop(): void;
}

const Command = z.union([
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.number().nullable() }),
  z.object({
    op: z.literal(GatewayOpcodes.Identify),
    d: z.object({
      token: z.string(),
      intents: z.number(),
      shard: z.tuple([z.number(), z.number()]).default([0, 1]),
    }),
  }),
  z.object({
    op: z.literal(GatewayOpcodes.Resume),
    d: z.object({ token: z.string(), session_id: z.string(), seq: z.number() }),
  }),
]);

export interface GatewayOptions {
  readonly world: World;
  readonly url: string;
  readonly now: () => number;
  readonly violations: string[];
}

/** The gateway: HELLO, IDENTIFY or RESUME, heartbeats, and events to whoever is connected. */
export function createGateway(server: Server, options: GatewayOptions): Gateway {
  const { world } = options;
  const rules = usualRules();
  const sockets = new WebSocketServer({ server });
  const connected = new Map<WebSocket, Session>();
  const identifies: Identify[] = [];
  const sessions = createSessions({ ...options, rules, identifies });
  sockets.on('connection', (socket) => {
    socket.on('close', () => {
      connected.delete(socket);
      world.watch.changed();
    });
    socket.on('message', (data) => {
      const session = takeCommand(socket, { sessions, rules, current: connected.get(socket) }, String(data));
      if (session !== undefined) connected.set(socket, session);
      world.watch.changed();
    });
    say(socket, GatewayOpcodes.Hello, { heartbeat_interval: rules.heartbeatMs });
  });
  return {
    identifies,
    rules,
    get connected() {
      return connected.size > 0;
    },
    get shards() {
      return [...connected.values()].map(({ shard }) => shard[0]).sort((one, other) => one - other);
    },
    opened: (count) => settled(world, () => sessions.opened >= count),
    dispatch(event, data) {
      for (const [socket, session] of connected)
        if (isOn(session.shard, guildOf(event, data))) sayEvent(socket, session, event, data);
    },
    heard() {
      for (const socket of connected.keys()) say(socket, GatewayOpcodes.Heartbeat, null);
      return settled(world, () => [...connected.values()].every(({ sequence, heard }) => heard >= sequence));
    },
    disconnect(code, shard) {
      for (const socket of sockets.clients)
        if (shard === undefined || connected.get(socket)?.shard[0] === shard) socket.close(code);
    },
    askToReconnect() {
      for (const socket of connected.keys()) say(socket, GatewayOpcodes.Reconnect, null);
    },
    invalidate(resumable) {
      for (const socket of connected.keys()) say(socket, GatewayOpcodes.InvalidSession, resumable);
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

async function settled(world: World, holds: () => boolean): Promise<void> {
  await world.watch.until(() => holds() || undefined);
}

const OF_GUILDS: readonly GatewayDispatchEvents[] = [
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildUpdate,
  GatewayDispatchEvents.GuildDelete,
];
const Guild = z.object({ id: z.string() });
const InGuild = z.object({ guild_id: z.string().optional() });

function guildOf(event: GatewayDispatchEvents, data: unknown): string | undefined {
  return OF_GUILDS.includes(event) ? Guild.parse(data).id : InGuild.safeParse(data).data?.guild_id;
}

interface Sessions {
  /** How often one was begun or resumed. */
  readonly opened: number;
  begin(socket: WebSocket, identify: Identify): Session | undefined;
  resume(socket: WebSocket, id: string): Session | undefined;
}

function createSessions({
  world,
  url,
  now,
  violations,
  rules,
  identifies,
}: GatewayOptions & { readonly rules: SessionRules; readonly identifies: Identify[] }): Sessions {
  const known = new Map<string, Session>();
  const admission = createAdmission(rules, now, violations);
  let opened = 0;
  return {
    get opened() {
      return opened;
    },
    begin(socket, identify) {
      identifies.push(identify);
      const { shard } = identify;
      const verdict =
        identify.token === world.token ? admission.judge(shard) : GatewayCloseCodes.AuthenticationFailed;
      if (verdict === 'hurried') say(socket, GatewayOpcodes.InvalidSession, false);
      else if (verdict !== undefined) socket.close(verdict);
      if (verdict !== undefined) return undefined;
      opened += 1;
      const session = { id: `session-${opened}`, shard, sequence: 0, heard: 0 };
      known.set(session.id, session);
      for (const [event, data] of openingEvents(world, identify, session.id, url))
        sayEvent(socket, session, event, data);
      return session;
    },
    resume(socket, id) {
      const session = known.get(id);
      if (session === undefined || rules.forgetful) {
        say(socket, GatewayOpcodes.InvalidSession, false);
        return undefined;
      }
      opened += 1;
      sayEvent(socket, session, GatewayDispatchEvents.Resumed, {});
      return session;
    },
  };
}

interface Listener {
  readonly sessions: Sessions;
  readonly rules: SessionRules;
  readonly current: Session | undefined;
}

/** Does what the bot asks; comes back with its session when the bot has just begun or resumed one. */
function takeCommand(
  socket: WebSocket,
  { sessions, rules, current }: Listener,
  text: string,
): Session | undefined {
  const command = Command.safeParse(JSON.parse(text)).data;
  switch (command?.op) {
    case GatewayOpcodes.Heartbeat:
      if (!rules.silent) say(socket, GatewayOpcodes.HeartbeatAck, null);
      if (current !== undefined) takeHeartbeat(socket, current, command.d ?? 0);
      return undefined;
    case GatewayOpcodes.Identify:
      return sessions.begin(socket, command.d);
    case GatewayOpcodes.Resume:
      return sessions.resume(socket, command.d.session_id);
    default:
      return undefined;
  }
}

/** A bot that is still busy with an event answers with the number of the one before; it is asked again. */
function takeHeartbeat(socket: WebSocket, session: Session, heard: number): void {
  session.heard = heard;
  if (heard < session.sequence) say(socket, GatewayOpcodes.Heartbeat, null);
}

function say(socket: WebSocket, op: GatewayOpcodes, data: unknown): void {
  socket.send(JSON.stringify({ op, d: data }));
}

function sayEvent(socket: WebSocket, session: Session, event: GatewayDispatchEvents, data: unknown): void {
  session.sequence += 1;
  socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: session.sequence, d: data }));
}
