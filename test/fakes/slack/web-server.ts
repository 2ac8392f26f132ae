import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from './api-error.js';
import type { Fault } from './faults.js';
import { readArguments } from './request-body.js';
import { acceptResponse, type ResponseUrl } from './response-urls.js';
import type { JsonObject } from './schema-unions.js';
import type { State } from './state.js';
import { METHODS } from './web-methods.js';

const API = '/api/';

export interface WebServerOptions {
  readonly state: State;
  readonly responseUrls: ReadonlyMap<string, ResponseUrl>;
  /** A fresh address for one socket. */
  openConnection(): string;
}

/** The Web API and the response URLs over HTTP. */
export function createWebServer(options: WebServerOptions): Server {
  return createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.state.violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, options: WebServerOptions) {
  const { pathname } = new URL(request.url ?? '/', 'http://fake');
  const args = await readArguments(request);
  if (pathname.startsWith(API))
    return answerCall(pathname.slice(API.length), args, request, response, options);
  const url = options.responseUrls.get(pathname);
  if (url === undefined) return send(response, 404, { ok: false, error: 'no_such_address' });
  await answerResponse(url, args, response, options.state);
}

async function answerCall(
  method: string,
  args: JsonObject,
  request: IncomingMessage,
  response: ServerResponse,
  options: WebServerOptions,
): Promise<void> {
  const { state } = options;
  const fault = state.faults.take(method);
  const held = heldBy(fault);
  const early = fault !== undefined && fault.afterAccept !== true;
  if (early) await held;
  const refused = early && held === undefined;
  const body = refused ? { ok: false, error: 'injected' } : await outcome(method, args, request, options);
  state.calls.push({ method, args, answer: body });
  state.watch.changed();
  await held;
  if (fault !== undefined && held === undefined) return fail(fault, response);
  send(response, 200, body, { 'x-oauth-scopes': [...state.scopes].join(',') });
}

async function outcome(
  method: string,
  args: JsonObject,
  request: IncomingMessage,
  { state, openConnection }: WebServerOptions,
): Promise<JsonObject> {
  try {
    demandToken(method, args, request, state);
    if (method === 'apps.connections.open') return { ok: true, url: openConnection() };
    const run = METHODS[method];
    if (run === undefined) throw new ApiError('unknown_method');
    return { ok: true, ...(await run(args, state)) };
  } catch (error) {
    if (error instanceof ApiError) return error.body;
    throw error;
  }
}

function demandToken(method: string, args: JsonObject, request: IncomingMessage, state: State): void {
  const given = request.headers.authorization?.replace(/^Bearer /, '') ?? args['token'];
  const wanted = method === 'apps.connections.open' ? state.appToken : state.botToken;
  if (given === undefined || given === '') throw new ApiError('not_authed');
  if (given === wanted || method === 'api.test') return;
  const ours = given === state.appToken || given === state.botToken;
  throw new ApiError(ours ? 'not_allowed_token_type' : 'invalid_auth');
}

async function answerResponse(url: ResponseUrl, args: JsonObject, response: ServerResponse, state: State) {
  const fault = state.faults.take('response_url');
  if (fault !== undefined && fault.afterAccept !== true) {
    url.posts.push(args);
    state.watch.changed();
    return fail(fault, response);
  }
  try {
    await acceptResponse(url, args, state);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return send(response, error.message === 'used_url' ? 404 : 400, error.body);
  }
  if (fault !== undefined) return fail(fault, response);
  send(response, 200, { ok: true });
}

function heldBy(fault: Fault | undefined): Promise<unknown> | undefined {
  const { answer } = fault ?? {};
  return typeof answer === 'object' && 'held' in answer ? answer.held : undefined;
}

function fail({ answer }: Fault, response: ServerResponse): void {
  if (answer === 'cut' || 'held' in answer) response.destroy();
  else if ('error' in answer) send(response, 200, { ok: false, error: answer.error });
  else response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
}

function send(
  response: ServerResponse,
  status: number,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
