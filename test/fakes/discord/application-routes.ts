import type { APIGatewayBotInfo, RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { ApiError } from './api-error.js';
import { toApiChannel } from './channels.js';
import type { Gateway } from './gateway.js';
import {
  createApplication,
  createMember,
  everyoneRole,
  type FakeGuild,
  toApiGuild,
} from './guild-payloads.js';
import type { InteractionsEndpoint } from './interactions-endpoint.js';
import type { RequestChecks } from './request-checks.js';
import { type RestRequest, type Route, route } from './route.js';
import type { SessionRules } from './session-rules.js';
import type { RegisteredCommand, World } from './world.js';

/** The bot itself, its commands, and the servers it is in. */
export function applicationRoutes(
  world: World,
  checks: RequestChecks,
  ways: { readonly gateway: Gateway; readonly gatewayUrl: string; readonly endpoint: InteractionsEndpoint },
): readonly Route[] {
  const application = () => createApplication(world.applicationId, world.bot, ways.endpoint, world.portal);
  return [
    route('GET', '/gateway/bot', () => gatewayInformation(ways.gatewayUrl, ways.gateway.rules)),
    route('GET', '/users/@me', () => world.bot),
    route('GET', '/applications/@me', application),
    route('GET', '/oauth2/applications/@me', application),
    ...commandRoutes(world, checks),
    ...guildRoutes(world),
  ];
}

function gatewayInformation(url: string, rules: SessionRules): APIGatewayBotInfo {
  const { shards, total, remaining, resetAfterMs, maxConcurrency } = rules;
  return {
    url,
    shards,
    session_start_limit: {
      total,
      remaining,
      reset_after: resetAfterMs,
      max_concurrency: maxConcurrency,
    },
  };
}

function commandRoutes(world: World, checks: RequestChecks): readonly Route[] {
  const paths = [
    { path: '/applications/:app/commands', scope: () => 'global' },
    {
      path: '/applications/:app/guilds/:guild/commands',
      scope: (request: RestRequest) => knownGuild(world, request).id,
    },
  ];
  return paths.flatMap(({ path, scope }) => [
    route('GET', path, (request) => world.commands.get(scope(request)) ?? []),
    route('PUT', path, (request) => {
      const registered = checks.commands(request).map((command) => register(world, command));
      world.commands.set(scope(request), registered);
      world.watch.changed();
      return registered;
    }),
    route('DELETE', `${path}/:command`, (request) => {
      const [known, id] = [world.commands.get(scope(request)) ?? [], request.param('command')];
      if (!known.some((command) => command.id === id))
        throw new ApiError(404, 10063, 'Unknown application command');
      world.commands.set(
        scope(request),
        known.filter((command) => command.id !== id),
      );
    }),
  ]);
}

function register(world: World, command: RESTPutAPIApplicationCommandsJSONBody[number]): RegisteredCommand {
  return {
    ...command,
    id: world.snowflakes.next(),
    application_id: world.applicationId,
    version: world.snowflakes.next(),
    default_member_permissions: command.default_member_permissions ?? null,
  };
}

function guildRoutes(world: World): readonly Route[] {
  return [
    route('GET', '/users/@me/guilds', () => [...world.guilds.values()].map(({ id, name }) => ({ id, name }))),
    route('GET', '/guilds/:guild', (request) => toApiGuild(knownGuild(world, request))),
    route('GET', '/guilds/:guild/roles', (request) => [everyoneRole(knownGuild(world, request))]),
    route('GET', '/guilds/:guild/channels', (request) => {
      const { id } = knownGuild(world, request);
      const inside = [...world.channels.values()].filter(
        ({ guildId, kind }) => guildId === id && kind !== 'thread',
      );
      return inside.map((channel) => toApiChannel(channel, world.bot.id));
    }),
    route('GET', '/guilds/:guild/members/:user', (request) => {
      knownGuild(world, request);
      const user = world.users.get(request.param('user'));
      if (user === undefined) throw new ApiError(404, 10007, 'Unknown Member');
      return createMember(user);
    }),
  ];
}

function knownGuild(world: World, request: RestRequest): FakeGuild {
  const guild = world.guilds.get(request.param('guild'));
  if (guild === undefined) throw new ApiError(404, 10004, 'Unknown Guild');
  return guild;
}
