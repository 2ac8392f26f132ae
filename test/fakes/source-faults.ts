import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What a server of papers can do wrong. */
export type SourceFault =
  | 'limited'
  | 'server-error'
  | 'reset'
  | 'cut-off'
  | 'broken-gzip'
  | 'cut-short'
  | 'web-page'
  | 'refused'
  | 'silent';

/** These pass when they are asked again; the others are an answer, though a useless one. */
export const PASSING_FAULTS = [
  'limited',
  'server-error',
  'reset',
  'cut-off',
  'silent',
] as const satisfies readonly SourceFault[];

/** Draws a fault for a share of the requests. */
export function randomFaults(
  random: () => number,
  share: number,
  faults: readonly SourceFault[] = PASSING_FAULTS,
): () => SourceFault | undefined {
  return () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined);
}

interface FaultContext {
  readonly body: string;
  readonly contentType: string;
  /** Called when nothing will be answered. */
  readonly onSilence: () => void;
}

export function answerWithFault(response: ServerResponse, fault: SourceFault, context: FaultContext): void {
  const { body, contentType, onSilence } = context;
  const half = body.slice(0, Math.floor(body.length / 2));
  switch (fault) {
    case 'limited':
      response.writeHead(429, { ratelimit: '"api";r=0;t=17' }).end('{"error":"slow down"}');
      return;
    case 'server-error':
      response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1>');
      return;
    case 'reset':
      response.destroy();
      return;
    case 'cut-off':
      response.writeHead(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) + 1 });
      response.write(half, () => response.destroy());
      return;
    case 'broken-gzip': {
      const packed = gzipSync(body);
      response.writeHead(200, { 'content-type': contentType, 'content-encoding': 'gzip' });
      response.end(packed.subarray(0, packed.length / 2));
      return;
    }
    case 'cut-short':
      response.writeHead(200, { 'content-type': contentType }).end(half);
      return;
    case 'web-page':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><p>Hello');
      return;
    case 'refused':
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"error":"no"}');
      return;
    case 'silent':
      onSilence();
      return;
  }
}
