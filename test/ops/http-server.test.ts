import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest, HttpRoute } from '../../src/ops/http-route.js';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/ops/http-server.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const started: HttpServer[] = [];

function build(options: Partial<HttpServerOptions> = {}) {
  const logger = createRecordingLogger();
  const usual = { host: '127.0.0.1', port: 0, routes: [], ready: async () => [], logger };
  const server = createHttpServer({ ...usual, ...options });
  started.push(server);
  return { server, logger };
}

async function open(options: Partial<HttpServerOptions> = {}) {
  const { server, logger } = build(options);
  const { url } = await server.start();
  return { server, logger, url };
}

const text = (body: string) => ({ status: 200, type: 'text/plain', body });

/** A route that keeps what reached it. */
function listening(method: HttpRoute['method'], path: string) {
  const requests: HttpRequest[] = [];
  const route: HttpRoute = {
    method,
    path,
    async handle(request) {
      requests.push(request);
      return text('heard');
    },
  };
  return { route, requests };
}

/** A route that answers when it is told to. */
function waiting() {
  let release = () => {};
  let enter = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const route: HttpRoute = {
    method: 'GET',
    path: '/slow',
    async handle() {
      enter();
      await released;
      return text('done');
    },
  };
  return { route, entered, release };
}

async function talk(url: string, words: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: string[] = [];
  socket.on('data', (chunk) => chunks.push(String(chunk))).on('error', () => {});
  socket.write(words);
  await once(socket, 'close');
  return chunks.join('');
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

describe('the HTTP server', () => {
  it('says that the process is alive, and whether it can do its work', async () => {
    const checks = [{ name: 'store', ok: true }];
    const { url } = await open({ ready: async () => checks });
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ok: true, checks });
    checks.push({ name: 'discord', ok: false });
    const unready = await fetch(`${url}/readyz`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toEqual({ ok: false, checks });
  });

  it('hands a route the query, the headers and the bytes as they came', async () => {
    const { route, requests } = listening('POST', '/events');
    const { url } = await open({ routes: [route] });
    const body = Buffer.from([0, 255, 10, 123]);
    const headers = { 'content-type': 'application/json', 'x-signature': 'abc' };
    const response = await fetch(`${url}/events?a=1&a=2&b=%20`, { method: 'POST', headers, body });
    expect(await response.text()).toBe('heard');
    expect(requests[0]?.query.getAll('a')).toEqual(['1', '2']);
    expect(requests[0]?.query.get('b')).toBe(' ');
    expect(requests[0]?.headers['x-signature']).toBe('abc');
    expect(requests[0]?.body.equals(body)).toBe(true);
  });

  it('hands over an empty body where there is none', async () => {
    const { route, requests } = listening('GET', '/page');
    const { url } = await open({ routes: [route] });
    await fetch(`${url}/page`);
    expect(requests[0]?.body).toHaveLength(0);
  });

  it('refuses what is too large, compressed, unknown or asked in the wrong way, in a sentence', async () => {
    const { route, requests } = listening('POST', '/events');
    const { url, logger } = await open({ routes: [route] });
    const post = (body: string | Buffer, headers = {}) =>
      fetch(`${url}/events`, { method: 'POST', body, headers });
    const refusals = [
      [
        await post('x'.repeat(1024 * 1024 + 1)),
        413,
        'The body is too large; at most 1,048,576 bytes are taken.',
      ],
      [
        await post(gzipSync('x'), { 'content-encoding': 'gzip' }),
        415,
        'Compressed bodies are not taken; send it as it is.',
      ],
      [await fetch(`${url}/nowhere`), 404, 'There is nothing at this path.'],
      [await fetch(`${url}/%E0%A4%A`), 404, 'There is nothing at this path.'],
      [await fetch(`${url}/events`), 405, 'This path takes POST only.'],
    ] as const;
    for (const [response, status, error] of refusals) {
      expect([response.status, await response.json()]).toEqual([status, { error }]);
    }
    expect(refusals[4][0].headers.get('allow')).toBe('POST');
    expect(requests).toEqual([]);
    expect(logger.entries).toEqual([]);
  });

  it('turns a route that throws into a reference, and logs what happened under it', async () => {
    const broken: HttpRoute = {
      method: 'GET',
      path: '/broken',
      handle: () => Promise.reject(Object.assign(new Error('the cellar key'), { status: 404 })),
    };
    const { url, logger } = await open({ routes: [broken] });
    const response = await fetch(`${url}/broken`);
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toContain('cellar');
    expect(logger.entries).toHaveLength(1);
    const [entry] = logger.entries;
    expect(entry).toMatchObject({
      level: 'error',
      fields: { event: 'bug', method: 'GET', reason: '/broken' },
    });
    expect(body).toContain(String(entry?.fields.reference));
  });

  it('lets a page run and load nothing but our own files, and pictures over https', async () => {
    const { url } = await open();
    const { headers } = await fetch(`${url}/healthz`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split(';').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' https: data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('does not take two routes for the same request', () => {
    const routes = [listening('GET', '/page').route, listening('GET', '/page').route];
    expect(() => build({ routes })).toThrow('Two routes answer GET /page.');
  });

  it('says what to do when it cannot listen', async () => {
    const { url } = await open();
    const port = Number(new URL(url).port);
    await expect(build({ port }).server.start()).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop it, or set PORT to a free one.`,
    );
    await expect(build({ host: '203.0.113.7' }).server.start()).rejects.toThrow(
      '203.0.113.7 is not an address of this machine. Set HOST',
    );
  });

  it('gives an address that can be opened when it listens everywhere', async () => {
    const { url } = await open({ host: '0.0.0.0' });
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
  });
});

describe('the limits of the HTTP server', () => {
  it('cuts off who does not finish the headers', async () => {
    const { url } = await open({ limits: { headersMs: 20, requestMs: 40 } });
    expect(await talk(url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n')).toContain('408 Request Timeout');
  });

  it('cuts off who does not finish the body', async () => {
    const { route } = listening('POST', '/events');
    const { url } = await open({ routes: [route], limits: { headersMs: 20, requestMs: 40 } });
    const head = 'POST /events HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc';
    expect(await talk(url, head)).toContain('408 Request Timeout');
  });

  it('hangs up on more connections than it can serve', async () => {
    const { url } = await open({ limits: { connections: 1 } });
    const first = connect(Number(new URL(url).port), '127.0.0.1');
    await once(first, 'connect');
    expect(await talk(url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
    first.destroy();
  });
});

describe('stopping the HTTP server', () => {
  it('lets a running request end, and takes no new one', async () => {
    const { route, entered, release } = waiting();
    const { server, url } = await open({ routes: [route] });
    const answer = fetch(`${url}/slow`);
    await entered;
    const stopped = server.stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    release();
    const response = await answer;
    expect([await response.text(), response.headers.get('connection')]).toEqual(['done', 'close']);
    await stopped;
  });

  it('does not wait for ever', async () => {
    const { route, entered } = waiting();
    const { server, url } = await open({ routes: [route], limits: { stopMs: 10 } });
    const answer = fetch(`${url}/slow`);
    const cut = expect(answer).rejects.toThrow();
    await entered;
    await server.stop();
    await cut;
  });

  it('may be asked to stop twice, or before it started', async () => {
    const { server } = await open();
    await server.stop();
    await server.stop();
    await build().server.stop();
  });
});
