import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { HttpRequest, HttpResponse, HttpRoute } from './http-route.js';
import type { Logger } from './logger.js';

export interface HttpAppOptions {
  readonly routes: readonly HttpRoute[];
  readonly logger: Logger;
  readonly bodyBytes: number;
}

/** What every request meets, whichever route it is for: safe headers, a bounded raw body, and an answer in any case. */
export function createHttpApp({ routes, logger, bodyBytes }: HttpAppOptions): Express {
  const app = express();
  app.use(safeHeaders());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  const rawBody = express.raw({ type: () => true, limit: bodyBytes, inflate: false });
  for (const [path, siblings] of byPath(routes)) mount(app, path, siblings, rawBody, logger);
  app.use((_request, response) => refuse(response, 404, 'There is nothing at this path.'));
  app.use(onUnreadable(logger, bodyBytes));
  return app;
}

function mount(
  app: Express,
  path: string,
  routes: readonly HttpRoute[],
  rawBody: ReturnType<typeof express.raw>,
  logger: Logger,
): void {
  for (const route of routes) {
    const handle = (request: Request, response: Response) => run(route, request, response, logger);
    if (route.method === 'GET') app.get(path, handle);
    else app.post(path, rawBody, handle);
  }
  const methods = routes.map(({ method }) => method);
  app.all(path, (_request, response) => {
    response.set('Allow', methods.join(', '));
    refuse(response, 405, `This path takes ${methods.join(' and ')} only.`);
  });
}

// Nothing but our own files runs or styles a page; pictures of papers come from elsewhere, and charts with the answer. HSTS is for the proxy that speaks TLS.
function safeHeaders(): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'https:', 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}

function byPath(routes: readonly HttpRoute[]): ReadonlyMap<string, readonly HttpRoute[]> {
  const paths = new Map<string, readonly HttpRoute[]>();
  for (const route of routes) {
    const siblings = paths.get(route.path) ?? [];
    if (siblings.some(({ method }) => method === route.method))
      throw new Error(`Two routes answer ${route.method} ${route.path}.`);
    paths.set(route.path, [...siblings, route]);
  }
  return paths;
}

async function run(route: HttpRoute, request: Request, response: Response, logger: Logger): Promise<void> {
  try {
    send(response, await route.handle(toHttpRequest(request)));
  } catch (error) {
    fail(response, error, logger, route);
  }
}

function toHttpRequest({ originalUrl, headers, body }: Request): HttpRequest {
  const bytes: unknown = body;
  const mark = originalUrl.indexOf('?');
  return {
    query: new URLSearchParams(mark === -1 ? '' : originalUrl.slice(mark)),
    headers: flat(headers),
    body: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
  };
}

function flat(headers: IncomingHttpHeaders): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function send(response: Response, { status, type, body }: HttpResponse): void {
  response.status(status).set('Content-Type', type).send(body);
}

function refuse(response: Response, status: number, error: string): void {
  send(response, { status, type: 'application/json', body: JSON.stringify({ error }) });
}

function fail(response: Response, err: unknown, logger: Logger, route?: HttpRoute): void {
  const reference = randomUUID().slice(0, 8);
  const where = route === undefined ? {} : { method: route.method, reason: route.path };
  logger.error({ event: 'bug', reference, ...where, err });
  refuse(response, 500, `Something went wrong on our side. If it stays, mention ${reference}.`);
}

// Errors of routes never come here: what does was found by Express before one ran, nearly always in the body. Express knows an error
// handler by its four parameters.
function onUnreadable(logger: Logger, bodyBytes: number): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    switch (statusOf(error)) {
      case 413:
        return refuse(
          response,
          413,
          `The body is too large; at most ${bodyBytes.toLocaleString('en')} bytes are taken.`,
        );
      case 415:
        return refuse(response, 415, 'Compressed bodies are not taken; send it as it is.');
      case 400:
        return refuse(response, 400, 'The request could not be read.');
      default:
        return fail(response, error, logger);
    }
  };
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
}
