import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import type { Fault, Faults } from './faults.js';
import type { RateLimits } from './rate-limits.js';
import type { RestAnswer, RestRequest, Route } from './route.js';
import type { UploadedFile } from './uploads.js';

const PREFIX = '/api/v10';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export interface RestServerOptions {
  readonly token: string;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  /** Whoever hurries is turned away, where there are any. */
  readonly limits?: RateLimits;
  /** Every request that came in, in order. */
  readonly seen: SeenRequest[];
  readonly violations: string[];
  /** Requests to routes the fake does not know. */
  readonly unknown: string[];
}

/** The REST side: reads a request, applies faults, finds its route and answers. A bug in here must not look like an outage. */
export function createRestListener(options: RestServerOptions): RequestListener {
  return (incoming, outgoing) => {
    void answerRequest(incoming, outgoing, options).catch((error: unknown) => {
      send(outgoing, {
        status: 500,
        body: { message: `The fake Discord failed: ${String(error)}`, code: 0 },
      });
    });
  };
}

async function answerRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: RestServerOptions,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const method = incoming.method ?? 'GET';
  const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : url.pathname;
  const { body, files } = await readBody(incoming);
  options.seen.push({ method, path, body, files });
  const { ok = true, headers = {}, ...refusal } = options.limits?.admit(method, path) ?? {};
  if (!ok) return finish({ status: 429, ...refusal }, headers);
  const fault = options.faults.take(method, path);
  const early = fault !== undefined && fault.afterAccept !== true;
  if (early) await fault.held;
  if (early && fault.held === undefined) return applyFault(outgoing, fault);
  const request = { method, path, body, files, query: url.searchParams };
  const answer = run(request, incoming.headers.authorization, options);
  await fault?.held;
  if (fault !== undefined && fault.held === undefined) return applyFault(outgoing, fault);
  finish(answer, headers);

  function finish(given: RestAnswer, also: Readonly<Record<string, string>>) {
    options.limits?.answered(given.status);
    send(outgoing, given, also);
  }
}

function run(
  request: Omit<RestRequest, 'param'>,
  authorization: string | undefined,
  { routes, token, unknown }: RestServerOptions,
): RestAnswer {
  const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(request.path));
  if (route === undefined) {
    unknown.push(`${request.method} ${request.path}`);
    return { status: 404, body: { message: '404: Not Found', code: 0 } };
  }
  if (!route.open && authorization !== `Bot ${token}`)
    return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
  const names = route.pattern.exec(request.path)?.groups ?? {};
  try {
    return route.handle({ ...request, param: (name) => decodeURIComponent(names[name] ?? '') });
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    throw error;
  }
}

function applyFault(outgoing: ServerResponse, { status, body, headers }: Fault): void {
  if (status === undefined) outgoing.socket?.destroy();
  else send(outgoing, { status, body: body ?? { message: 'A fault of the test', code: 0 } }, headers);
}

function send(
  outgoing: ServerResponse,
  { status, body }: RestAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  outgoing.writeHead(status, { ...(text === undefined ? {} : { 'content-type': type }), ...headers });
  outgoing.end(text);
}

async function readBody(incoming: IncomingMessage): Promise<Pick<RestRequest, 'body' | 'files'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  return { body: bytes.length === 0 ? undefined : parseJson(bytes.toString()), files: [] };
}

async function readForm(bytes: Buffer, type: string): Promise<Pick<RestRequest, 'body' | 'files'>> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') continue;
    const content = Buffer.from(await value.arrayBuffer());
    files.push({ field, name: value.name, type: value.type, bytes: content });
  }
  return { body: parseJson(String(form.get('payload_json') ?? '{}')), files };
}

// A body that is no JSON stays text, and no schema takes it.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
