import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands in front of a server, and can hang up on everybody. */
export interface TcpFront {
  readonly port: number;
  /** Whoever comes again has to connect again. */
  hangUp(): void;
  stop(): Promise<void>;
}

export async function startTcpFront(backendPort: number): Promise<TcpFront> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const backend = connect(backendPort, '127.0.0.1');
    open.add(socket);
    const end = () => {
      open.delete(socket);
      backend.destroy();
      socket.destroy();
    };
    for (const side of [socket, backend]) side.on('error', end).on('close', end);
    socket.pipe(backend).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    hangUp,
    async stop() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
