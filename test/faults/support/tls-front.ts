import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { createWatch } from '../../fakes/watch.js';

export type Certificate = 'valid' | 'expired';

const fileOf = (name: Certificate) =>
  fileURLToPath(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url));

/** TLS in front of a server that speaks none. */
export interface TlsFront {
  readonly port: number;
  /** Shows this certificate from now on, and hangs up on everybody. */
  show(name: Certificate): void;
  /** Resolves once so many have hung up because of what they were shown, since it was changed. */
  refused(count: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** Whoever trusts this file trusts the front, were it not for the date. */
export const TRUSTED = { valid: fileOf('valid'), expired: fileOf('expired') };

export async function startTlsFront(backendPort: number): Promise<TlsFront> {
  const watch = createWatch();
  const open = new Set<TLSSocket>();
  let refused = 0;
  const contextOf = (name: Certificate) => {
    const pem = readFileSync(fileOf(name));
    return { key: pem, cert: pem };
  };
  const server = createServer(contextOf('valid'), (socket) => {
    open.add(socket);
    const backend = connect(backendPort, '127.0.0.1');
    const end = () => {
      open.delete(socket);
      backend.destroy();
      socket.destroy();
    };
    for (const side of [socket, backend]) side.on('error', end).on('close', end);
    let heard = false;
    socket.once('data', () => {
      heard = true;
    });
    socket.once('close', () => {
      // With TLS 1.3 the server hears of a refused certificate only after it has called the connection good.
      if (!heard) refused += 1;
      watch.changed();
    });
    socket.pipe(backend).pipe(socket);
  });
  server.on('tlsClientError', () => {
    refused += 1;
    watch.changed();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    show(name) {
      server.setSecureContext(contextOf(name));
      refused = 0;
      for (const socket of open) socket.destroy();
    },
    refused: (count) => watch.until(() => (refused >= count ? true : undefined)),
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
