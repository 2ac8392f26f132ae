import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const LISTEN = `require('node:net').createServer().listen({ host: process.argv[1], port: +process.argv[2], backlog: 1 },
  () => console.log('listening'))`;
/** More than the system lets wait for somebody who does not take them. */
const FILLERS = 8;

/** An address that takes no connection and refuses none: whoever connects waits. */
export interface BlackHole {
  stop(): Promise<void>;
}

/** Opens one: a process listens and is then stopped, and connections that nobody will ever take fill its queue. */
export async function openBlackHole(host: string, port: number): Promise<BlackHole> {
  const child: ChildProcess = spawn(process.execPath, ['-e', LISTEN, host, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout ?? child, 'data');
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: FILLERS }, (): Socket => connect({ host, port }));
  for (const filler of fillers) filler.on('error', () => undefined);
  return {
    async stop() {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
