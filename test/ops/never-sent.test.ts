import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { neverSent } from '../../src/ops/never-sent.js';

const failed = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

/** What fetch throws where nobody, or somebody strange, answers. */
async function failureOf(url: string): Promise<unknown> {
  try {
    await fetch(url);
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe('a request that failed', () => {
  it('was never sent where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => server.close(resolve));
    expect(neverSent(await failureOf(`http://127.0.0.1:${port}/`))).toBe(true);
  });

  it('was never sent to somebody whose certificate nobody trusts', async () => {
    const pem = readFileSync(new URL('../fixtures/tls/expired.pem', import.meta.url));
    const server = createTlsServer({ key: pem, cert: pem }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(neverSent(await failureOf(`https://127.0.0.1:${port}/`))).toBe(true);
    server.close();
  });

  it('may have been sent where the connection broke', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(neverSent(await failureOf(`http://127.0.0.1:${port}/`))).toBe(false);
    server.close();
  });

  it.each([
    ['a name that is not found', failed('ENOTFOUND'), true],
    [
      'an expired certificate, wrapped twice',
      new Error('a', { cause: new Error('b', { cause: failed('CERT_HAS_EXPIRED') }) }),
      true,
    ],
    ['a connection that took too long to come about', failed('ETIMEDOUT', { syscall: 'connect' }), true],
    ['an answer that took too long', failed('ETIMEDOUT', { syscall: 'read' }), false],
    [
      'no address that answers',
      new AggregateError([failed('ETIMEDOUT', { syscall: 'connect' }), failed('ECONNREFUSED')]),
      true,
    ],
    ['one address where it broke', new AggregateError([failed('ECONNRESET'), failed('ECONNREFUSED')]), false],
    ['an error of nothing', new AggregateError([]), false],
    ['something that is no error', 'ENOTFOUND', false],
  ])('knows %s', (_, error, expected) => {
    expect(neverSent(error)).toBe(expected);
  });

  it('does not follow causes for ever', () => {
    const error = new Error('around');
    error.cause = error;
    expect(neverSent(error)).toBe(false);
  });
});
