import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScriptedBot, listOf } from '../../contracts/chat-adapter.js';
import { openPlayground, type Playground } from './playground.js';

describe('the guard of the playground', () => {
  let playground: Playground;
  let port: string;
  const scripted = createScriptedBot(() => listOf(1));
  beforeEach(async () => {
    playground = await openPlayground(['Papers.example.org', 'fd00::7']);
    ({ port } = new URL(playground.url));
    await playground.adapter.start(scripted.bot);
    scripted.inputs.length = 0;
  });
  afterEach(() => playground.stop());

  /** Not fetch, which always names the host it asks: a browser that was led here by another name tells that name. */
  function statusAs(host: string, method = 'GET', headers = {}, path = method === 'GET' ? '/' : '/api/ask') {
    return new Promise<number | undefined>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers: { host, ...headers } };
      const sent = request(options, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      });
      sent.once('error', reject).end(method === 'GET' ? undefined : '{"text":"help"}');
    });
  }

  const json = { 'content-type': 'application/json; charset=utf-8' };

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '[::1]:3000', 'papers.example.org', '[fd00::7]:80'])(
    'answers as %s',
    async (host) => {
      expect(await statusAs(host)).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'localhost@evil.example',
    '[::1',
    ' ',
    'x:y',
  ])('does not answer as "%s": a name that was pointed at this machine', async (host) => {
    expect(await statusAs(host)).toBe(403);
  });

  it('says by which names it may be opened', async () => {
    const [route] = playground.adapter.routes ?? [];
    const refusal = await route?.handle({
      headers: { host: '192.168.0.7:3000' },
      query: new URLSearchParams(),
      body: Buffer.alloc(0),
    });
    expect(String(refusal?.body)).toContain('localhost or 127.0.0.1, or set HOST to this name');
  });

  it('guards every route', async () => {
    for (const { path, method } of playground.adapter.routes ?? []) {
      expect(await statusAs('evil.example', method, json, path), path).toBe(403);
    }
    expect(scripted.inputs).toEqual([]);
  });

  it('takes questions of its own page, and of programs that are no browser', async () => {
    const host = `localhost:${port}`;
    expect(await statusAs(host, 'POST', { ...json, origin: `http://${host}` })).toBe(200);
    expect(
      await statusAs('papers.example.org', 'POST', { ...json, origin: 'https://papers.example.org' }),
    ).toBe(200);
    expect(await statusAs(host, 'POST', json)).toBe(200);
  });

  it.each(['https://evil.example', 'http://localhost:1', 'null', 'http://localhost'])(
    'takes no question from a page of %s',
    async (origin) => {
      expect(await statusAs(`localhost:${port}`, 'POST', { ...json, origin })).toBe(403);
      expect(scripted.inputs).toEqual([]);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'takes no question sent as "%s", which another page could send',
    async (type) => {
      expect(await statusAs(`localhost:${port}`, 'POST', { 'content-type': type })).toBe(415);
      expect(scripted.inputs).toEqual([]);
    },
  );
});
