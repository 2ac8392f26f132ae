import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type JsonObject, readObject } from './schema-unions.js';
import type { State } from './state.js';

/** Something Slack tells an app and wants to have acknowledged. */
export interface Envelope {
  readonly type: 'slash_commands' | 'interactive';
  readonly envelope_id: string;
  readonly payload: JsonObject;
  readonly accepts_response_payload: boolean;
}

/** Slack's side of Socket Mode. */
export interface SocketServer {
  /** What each envelope was acknowledged with, by its id. */
  readonly acks: ReadonlyMap<string, unknown>;
  connections(): number;
  /** Throws when no app is connected: Slack would show an error to the person at once. */
  deliver(envelope: Envelope): void;
  /** Asks the app to come again; the socket is closed by the app. */
  requestReconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Drops every connection without a word. */
  cut(): void;
  /** Says goodbye first. */
  close(): Promise<unknown>;
}

export function createSocketServer(server: Server, state: State): SocketServer {
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, unknown>();
  const upgrades = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, stream, head) => {
    const ticket = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket') ?? '';
    if (!state.tickets.delete(ticket)) return void stream.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    upgrades.handleUpgrade(request, stream, head, welcome);
  });
  const welcome = (socket: WebSocket) => {
    sockets.add(socket);
    socket.on('message', (data) => {
      const ack = readObject(JSON.parse(String(data)));
      if (typeof ack?.['envelope_id'] === 'string') acks.set(ack['envelope_id'], ack['payload']);
      state.watch.changed();
    });
    socket.on('close', () => {
      sockets.delete(socket);
      state.watch.changed();
    });
    const info = { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 };
    send(socket, {
      type: 'hello',
      connection_info: { app_id: 'A0PAPERBOY' },
      num_connections: sockets.size,
      debug_info: info,
    });
    state.watch.changed();
  };
  return {
    acks,
    connections: () => sockets.size,
    deliver(envelope) {
      const [socket] = sockets;
      if (socket === undefined) throw new Error('No app is connected in Socket Mode.');
      send(socket, { ...envelope });
    },
    requestReconnect(reason) {
      for (const socket of sockets)
        send(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-fake' } });
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    close() {
      for (const socket of sockets) socket.close();
      return state.watch.until(() => (sockets.size === 0 ? true : undefined));
    },
  };
}

function send(socket: WebSocket, message: JsonObject): void {
  socket.send(JSON.stringify(message));
}
