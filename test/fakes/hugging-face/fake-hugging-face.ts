import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answerWithFault, type SourceFault } from '../source-faults.js';
import { createQuota, type QuotaOptions, type QuotaRecord } from './quota.js';
import { createShelf, type ShelfOptions } from './shelf.js';

export interface FakeHuggingFaceOptions extends ShelfOptions {
  /** Asked before every answer. */
  readonly fault?: (path: string) => SourceFault | undefined;
  /** Without it there is no limit, and no header that tells of one. */
  readonly quota?: QuotaOptions;
  /** Told when a request will not be answered. */
  readonly onSilence?: () => void;
  /** Answers instead of all that is above, where it returns true. */
  readonly answer?: (path: string, response: ServerResponse) => boolean;
}

export interface AskedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface FakeHuggingFace {
  readonly url: string;
  readonly requests: readonly AskedRequest[];
  /** The statuses answered so far, in their order. */
  readonly statuses: readonly number[];
  /** How its quota was kept to; who asks is told apart by the user agent. */
  readonly quota: QuotaRecord | undefined;
  close(): Promise<void>;
}

/** A Hugging Face of our own: lists with pages and links, ETags, limits, gzip, and whatever faults it is told to have. */
export async function startFakeHuggingFace(options: FakeHuggingFaceOptions = {}): Promise<FakeHuggingFace> {
  const requests: AskedRequest[] = [];
  const statuses: number[] = [];
  const shelf = createShelf(options);
  const quota = options.quota === undefined ? undefined : createQuota(options.quota);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, headers: request.headers });
    response.on('close', () => statuses.push(response.statusCode));
    if (options.answer?.(path, response)) return;
    const taken = quota?.take(request.headers['user-agent'] ?? '');
    for (const [name, value] of Object.entries(taken?.fields ?? {})) response.setHeader(name, value);
    if (taken?.exceeded) {
      taken.tell();
      response.writeHead(429, { 'content-type': 'application/json' }).end('{"error":"too many requests"}');
      return;
    }
    const found = shelf.find(path, `http://${request.headers.host}`);
    const fault = options.fault?.(path);
    if (fault !== undefined) {
      const onSilence = options.onSilence ?? (() => {});
      answerWithFault(response, fault, { body: found.body, contentType: 'application/json', onSilence });
      return;
    }
    taken?.tell();
    answer(request, response, found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    statuses,
    quota: quota?.record,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, link }: { status: number; body: string; link?: string },
): void {
  const etag = `W/"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  if (status === 200) response.setHeader('etag', etag);
  if (link !== undefined) response.setHeader('link', link);
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding']));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(packed ? gzipSync(body, { level: 1 }) : body);
}
