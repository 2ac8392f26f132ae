import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { healthRoutes, type Ready } from './health.js';
import { createHttpApp } from './http-app.js';
import type { HttpRoute } from './http-route.js';
import type { Logger } from './logger.js';

export interface HttpServer {
  /** Resolves with the address to open. Rejects with a sentence when it cannot listen there. */
  start(): Promise<{ readonly url: string }>;
  /** Takes no new requests, lets the running ones end, and cuts off what does not end in time. */
  stop(): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly routes: readonly HttpRoute[];
  readonly ready: Ready;
  readonly logger: Logger;
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  readonly bodyBytes: number;
  readonly connections: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly stopMs: number;
}

const LIMITS: HttpLimits = {
  bodyBytes: 1024 * 1024,
  connections: 1_000,
  headersMs: 10_000,
  requestMs: 20_000,
  stopMs: 5_000,
};

/** The one HTTP server: health, the playground and what the platforms call. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { ready, routes, logger } = options;
  const limits = { ...LIMITS, ...options.limits };
  const app = createHttpApp({
    routes: [...healthRoutes(ready), ...routes],
    logger,
    bodyBytes: limits.bodyBytes,
  });
  const timing = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    // Node looks for overdue requests only this often; its own 30 s would make rough guesses of the two above.
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
  };
  const server = createServer(timing, app);
  server.maxConnections = limits.connections;
  const running = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    running.add(response);
    response.once('close', () => running.delete(response));
  });
  return { start: () => start(server, options), stop: () => stop(server, running, limits.stopMs) };
}

async function start(server: Server, options: HttpServerOptions): Promise<{ readonly url: string }> {
  try {
    server.listen(options.port, options.host);
    await once(server, 'listening');
  } catch (error) {
    throw new Error(problem(error, options), { cause: error });
  }
  server.on('error', (err) => options.logger.error({ event: 'http-server', err }));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { url: `http://${shownHost(options.host)}:${port}` };
}

function problem(error: unknown, { host, port }: HttpServerOptions): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. Stop it, or set PORT to a free one.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Set HOST to one that is, such as 127.0.0.1.`;
    default:
      return `The HTTP server cannot listen on ${host}, port ${port} (${String(code ?? error)}).`;
  }
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function stop(server: Server, running: ReadonlySet<ServerResponse>, withinMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  // Without this the connections of running requests would be kept alive after their answers, and we would wait for them.
  for (const response of running) if (!response.headersSent) response.setHeader('Connection', 'close');
  const overdue = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearTimeout(overdue);
}
