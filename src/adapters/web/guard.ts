import type { HttpRequest, HttpResponse, HttpRoute } from '../../ops/http-route.js';
import { refusal } from './json.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HOST = /^(\[[\da-f:.]+\]|[^\s:@/[\]]+)(?::\d{1,5})?$/i;

/**
 * The playground asks for no password: it is for whoever sits at this machine. So it must not answer a page of another site that the same
 * browser shows, neither one that posts here nor one whose name was pointed at this address (DNS rebinding).
 */
export function guardRoute(route: HttpRoute, hosts: readonly string[]): HttpRoute {
  const known = new Set([...LOOPBACK, ...hosts.map(inHeader)]);
  return {
    ...route,
    handle: async (request) => strangerRefusal(route, request, known) ?? route.handle(request),
  };
}

function strangerRefusal(
  { method }: HttpRoute,
  { headers }: HttpRequest,
  known: ReadonlySet<string>,
): HttpResponse | undefined {
  const host = headers['host']?.toLowerCase() ?? '';
  const name = HOST.exec(host)?.[1];
  if (name === undefined || !known.has(name))
    return refusal(
      403,
      'The playground does not answer to this name. Open it as localhost or 127.0.0.1, or set HOST to this name.',
    );
  if (method !== 'POST') return undefined;
  if (headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    return refusal(415, 'Send the question as application/json.');
  const origin = headers['origin']?.toLowerCase();
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return refusal(403, 'Only the page of the playground itself may ask here.');
  return undefined;
}

function inHeader(host: string): string {
  const name = host.toLowerCase();
  return name.includes(':') && !name.startsWith('[') ? `[${name}]` : name;
}
