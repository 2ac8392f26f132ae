import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWithFault, type SourceFault } from '../source-faults.js';

export interface FakeArxivOptions {
  /** Answers a query, a whole document; the parameters say what was asked. */
  readonly query?: (parameters: URLSearchParams) => string | Uint8Array;
  readonly rss?: (categories: string) => string;
  /** Where a path has moved to. */
  readonly moved?: (path: string) => string | undefined;
  readonly fault?: () => SourceFault | undefined;
  readonly onSilence?: () => void;
  /** The time at which requests come in. */
  readonly now: () => Date;
}

export interface FakeArxiv {
  readonly url: string;
  readonly requests: readonly {
    readonly path: string;
    readonly at: number;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** How many requests there were at once, at most. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

/** An arXiv of our own: the query interface and the announcements on one server. */
export async function startFakeArxiv(options: FakeArxivOptions): Promise<FakeArxiv> {
  const requests: FakeArxiv['requests'][number][] = [];
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, at: options.now().getTime(), headers: request.headers });
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    response.on('close', () => {
      open -= 1;
    });
    const location = options.moved?.(path);
    if (location !== undefined) {
      response.writeHead(302, { location }).end();
      return;
    }
    const url = new URL(path, 'http://fake');
    const categories = /^\/rss\/(.+)$/.exec(url.pathname)?.[1];
    const body = categories === undefined ? options.query?.(url.searchParams) : options.rss?.(categories);
    const contentType =
      categories === undefined ? 'application/atom+xml; charset=utf-8' : 'application/rss+xml';
    const fault = options.fault?.();
    if (fault !== undefined) {
      const onSilence = options.onSilence ?? (() => {});
      answerWithFault(response, fault, { body: String(body), contentType, onSilence });
      return;
    }
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': contentType }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
