import type { Server } from 'node:http';
import { GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type ApiGuildChannel, toGuildChannel, toThread } from './channels.js';
import { toGuildCreate } from './guild-payloads.js';
import type { World } from './world.js';

interface Identify {
  readonly token: string;
  readonly intents: number;
}

export interface Gateway {
  readonly identifies: readonly Identify[];
  /** Whether a bot listens at this moment. */
  readonly connected: boolean;
  /** Resolves when bots have begun or resumed that many sessions since the start. */
  opened(count: number): Promise<void>;
  /** Tells every bot that listens. */
  dispatch(event: GatewayDispatchEvents, data: unknown): void;
  /** Resolves when every bot that listens has heard all it was told. */
  heard(): Promise<void>;
  /** Cuts every connection with a close code. */
  disconnect(code: number): void;
  stop(): void;
}

interface Session {
  readonly id: string;
  /** Of the last event the bot was told, and of the last one it says it has heard. */
  sequence: number;
  heard: number;
}

const AUTHENTICATION_FAILED = 4004;

const Command = z.union([
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.number().nullable() }),
  z.object({
    op: z.literal(GatewayOpcodes.Identify),
    d: z.object({ token: z.string(), intents: z.number() }),
  }),
  z.object({
    op: z.literal(GatewayOpcodes.Resume),
    d: z.object({ token: z.string(), session_id: z.string(), seq: z.number() }),
  }),
]);

/** The gateway: HELLO, IDENTIFY or RESUME, heartbeats, and events to whoever is connected. */
export function createGateway(server: Server, world: World, url: string): Gateway {
  const sockets = new WebSocketServer({ server });
  const connected = new Map<WebSocket, Session>();
  const identifies: Identify[] = [];
  const sessions = createSessions(world, url, identifies);
  sockets.on('connection', (socket) => {
    socket.on('close', () => connected.delete(socket));
    socket.on('message', (data) => {
      const session = takeCommand(socket, sessions, connected.get(socket), String(data));
      if (session !== undefined) connected.set(socket, session);
      world.watch.changed();
    });
    say(socket, GatewayOpcodes.Hello, { heartbeat_interval: 41_250 });
  });
  return {
    identifies,
    get connected() {
      return connected.size > 0;
    },
    opened: (count) => settled(world, () => sessions.opened >= count),
    dispatch(event, data) {
      for (const [socket, session] of connected) sayEvent(socket, session, event, data);
    },
    heard() {
      for (const socket of connected.keys()) say(socket, GatewayOpcodes.Heartbeat, null);
      return settled(world, () => [...connected.values()].every(({ sequence, heard }) => heard >= sequence));
    },
    disconnect(code) {
      for (const socket of sockets.clients) socket.close(code);
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

interface Sessions {
  /** How often one was begun or resumed. */
  readonly opened: number;
  begin(socket: WebSocket, identify: Identify): Session | undefined;
  resume(socket: WebSocket, id: string): Session | undefined;
}

function createSessions(world: World, url: string, identifies: Identify[]): Sessions {
  const known = new Map<string, Session>();
  let opened = 0;
  return {
    get opened() {
      return opened;
    },
    begin(socket, identify) {
      identifies.push(identify);
      if (identify.token !== world.token) {
        socket.close(AUTHENTICATION_FAILED);
        return undefined;
      }
      opened += 1;
      const session = { id: `session-${opened}`, sequence: 0, heard: 0 };
      known.set(session.id, session);
      sayEvent(socket, session, GatewayDispatchEvents.Ready, readyData(world, session.id, url));
      const guilds = (identify.intents & GatewayIntentBits.Guilds) === 0 ? [] : guildCreates(world);
      for (const guild of guilds) sayEvent(socket, session, GatewayDispatchEvents.GuildCreate, guild);
      return session;
    },
    resume(socket, id) {
      const session = known.get(id);
      if (session === undefined) {
        say(socket, GatewayOpcodes.InvalidSession, false);
        return undefined;
      }
      opened += 1;
      sayEvent(socket, session, GatewayDispatchEvents.Resumed, {});
      return session;
    },
  };
}

/** Does what the bot asks; comes back with its session when the bot has just begun or resumed one. */
function takeCommand(
  socket: WebSocket,
  sessions: Sessions,
  current: Session | undefined,
  text: string,
): Session | undefined {
  const command = Command.safeParse(JSON.parse(text)).data;
  switch (command?.op) {
    case GatewayOpcodes.Heartbeat:
      say(socket, GatewayOpcodes.HeartbeatAck, null);
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

function readyData(world: World, sessionId: string, url: string): unknown {
  return {
    v: 10,
    user: world.bot,
    guilds: [...world.guilds.keys()].map((id) => ({ id, unavailable: true })),
    session_id: sessionId,
    resume_gateway_url: url,
    application: { id: world.applicationId, flags: 0, flags_new: '0' },
  };
}

function guildCreates(world: World) {
  return [...world.guilds.values()].map((guild) => {
    const inside = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
    const channels: ApiGuildChannel[] = [];
    for (const channel of inside)
      if (channel.kind !== 'thread') channels.push(toGuildChannel(channel, world.bot.id));
    const threads = inside
      .filter(({ kind }) => kind === 'thread')
      .map((thread) => toThread(thread, world.bot.id));
    return toGuildCreate(guild, { bot: world.bot, channels, threads });
  });
}
