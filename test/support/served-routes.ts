import type { ChatAdapter } from '../../src/core/chat-adapter.js';
import type { Clock } from '../../src/core/clock.js';
import { createHttpServer, type HttpServer } from '../../src/ops/http-server.js';
import type { Logger } from '../../src/ops/logger.js';
import type { FakeDiscord } from '../fakes/discord/fake-discord.js';

/** The two ways in which Discord brings interactions. */
export const TRANSPORTS = ['gateway', 'http'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The real HTTP server with the routes of an adapter; where these take interactions, its address is saved at the fake Discord. */
export async function serveRoutes(
  { routes = [] }: Pick<ChatAdapter, 'routes'>,
  fake: FakeDiscord,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<HttpServer & { readonly url: string }> {
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes, ready: async () => [], logger });
  const { url } = await server.start();
  const taking = routes.find(({ path }) => path === '/discord/interactions');
  if (taking !== undefined) await fake.endpoint.save(`${url}${taking.path}`, () => clock.now());
  return { ...server, url };
}
