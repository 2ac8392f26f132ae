import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createWatch } from '../../fakes/watch.js';

const PRELOAD = fileURLToPath(new URL('./named-hosts.mjs', import.meta.url));

interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What becomes of looking up a name: addresses, or the error of the system. */
export type NameAnswer = { readonly addresses: readonly Address[] } | { readonly code: string };

/** Answers for names that end in `.test`, to programs that are started with its environment. */
export interface NameService {
  answer(answer: NameAnswer): void;
  /** Resolves once so many names have been asked for since the last answer was set. */
  asked(count: number): Promise<unknown>;
  /** What a process needs in its environment; `options` are those of Node that it has already. */
  env(options?: string): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startNameService(first: NameAnswer): Promise<NameService> {
  const watch = createWatch();
  let current = first;
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    watch.changed();
    response.setHeader('connection', 'close').end(JSON.stringify(current));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    answer(answer) {
      [current, asked] = [answer, 0];
    },
    asked: (count) => watch.until(() => (asked >= count ? true : undefined)),
    env: (options = '') => ({
      NAME_SERVICE: `http://127.0.0.1:${port}`,
      NODE_OPTIONS: `${options} --import ${PRELOAD}`.trim(),
    }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
