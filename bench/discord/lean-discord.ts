import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { answeredNumber } from './interactions.js';
import { BOT, guildCreate, serverOf } from './servers.js';

const [DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK] = [0, 1, 2, 10, 11];
const HEARTBEAT_EVERY_MS = 41_250;

/**
 * A Discord for load: a gateway that says what it is told to, and an API that takes answers as fast as it can. What the tests' Discord checks is
 * not checked here.
 */
export interface LeanDiscord {
  readonly token: string;
  readonly apiUrl: string;
  readonly unknown: ReadonlySet<string>;
  dispatch(event: string, data: unknown): void;
}

/** Told of every answer when its last byte is there. */
export type Answered = (number: number, body: Buffer) => void;

const Packet = z.object({ op: z.number() });

export async function openLeanDiscord(servers: number, answered: Answered): Promise<LeanDiscord> {
  const unknown = new Set<string>();
  const http = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}`;
  const sockets = new WebSocketServer({ server: http });
  let sequence = 0;
  const say = (socket: WebSocket, event: string, data: unknown) => {
    sequence += 1;
    socket.send(JSON.stringify({ op: DISPATCH, t: event, s: sequence, d: data }));
  };
  sockets.on('connection', (socket) => {
    socket.on('message', (text) => {
      const { op } = Packet.parse(JSON.parse(String(text)));
      if (op === HEARTBEAT) socket.send(JSON.stringify({ op: HEARTBEAT_ACK, d: null }));
      if (op === IDENTIFY) void welcome(socket);
    });
    socket.send(JSON.stringify({ op: HELLO, d: { heartbeat_interval: HEARTBEAT_EVERY_MS } }));
  });
  return {
    token: `${Buffer.from(BOT.id).toString('base64url')}.lean.discord`,
    apiUrl: `http://127.0.0.1:${port}/api`,
    unknown,
    dispatch(event, data) {
      for (const socket of sockets.clients) say(socket, event, data);
    },
  };

  /** Servers come one after the other, as fast as the bot takes them. */
  async function welcome(socket: WebSocket): Promise<void> {
    const numbers = Array.from({ length: servers }, (_, number) => number);
    const guilds = numbers.map((number) => ({ id: serverOf(number).id, unavailable: true }));
    const session = { session_id: 'lean', resume_gateway_url: gatewayUrl };
    say(socket, 'READY', { v: 10, user: BOT, guilds, ...session, application: { id: BOT.id, flags: 0 } });
    for (const number of numbers) {
      say(socket, 'GUILD_CREATE', guildCreate(number));
      while (socket.bufferedAmount > 1_000_000) await new Promise(setImmediate);
    }
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const body = await bodyOf(request);
    const number = answeredNumber(url);
    if (number !== undefined) {
      answered(number, body);
      response.writeHead(204).end();
      return;
    }
    const [path = ''] = url.replace(/^\/api(\/v\d+)?/, '').split('?');
    const answer = answerTo(method, path, body, gatewayUrl);
    if (answer === undefined) unknown.add(`${method} ${path.replace(/\d{17,}/g, ':id').slice(0, 80)}`);
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { message: '404: Not Found', code: 0 }));
  }
}

function answerTo(method: string, path: string, body: Buffer, gatewayUrl: string): unknown {
  const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 };
  if (path === '/gateway/bot') return { url: gatewayUrl, shards: 1, session_start_limit: limit };
  if (path === '/users/@me') return BOT;
  if (path === '/applications/@me')
    return { id: BOT.id, name: 'paperboy', verify_key: '00', flags: 0, interactions_endpoint_url: null };
  if (method === 'PUT' && path.endsWith('/commands')) {
    const commands = z.array(z.looseObject({})).parse(JSON.parse(String(body)));
    return commands.map((command, index) => ({ ...command, id: `140000000000000000${index + 1}` }));
  }
  if (method === 'GET' && path.endsWith('/commands')) return [];
  if (method === 'PATCH' && path.startsWith('/webhooks/')) return {};
  return undefined;
}

function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
  });
}
