import { createServer } from 'node:http';
import { type APIAttachment, type APIMessage, type APIUser, Locale } from 'discord-api-types/v10';
import { applicationRoutes } from './application-routes.js';
import { channelRoutes } from './channel-routes.js';
import type { FakeChannel } from './channels.js';
import { crosspostRoute } from './crosspost.js';
import { createFaults, type Fault, type Faults } from './faults.js';
import { createGateway, type Gateway } from './gateway.js';
import type { FakeGuild, FakePortal } from './guild-payloads.js';
import type { InteractionHandle, PendingInteraction, TypingHandle } from './interaction-handle.js';
import { interactionRoutes } from './interaction-routes.js';
import {
  type Actor,
  type ChooseOptions,
  createInteractions,
  type Door,
  type PressOptions,
  type SlashOptions,
  type TypeOptions,
} from './interactions.js';
import { createInteractionsEndpoint, type InteractionsEndpoint } from './interactions-endpoint.js';
import type { MessageParts } from './message-rules.js';
import { createPlaces, type Places } from './places.js';
import { createRateLimits, type RateLimits, type SeenTraffic } from './rate-limits.js';
import { createRequestChecks } from './request-checks.js';
import { createRestListener, type SeenRequest } from './rest-server.js';
import { threadRoutes } from './thread-routes.js';
import { createWorld, type RegisteredCommand, type World } from './world.js';

/** A Discord of our own on 127.0.0.1, for a real discord.js to talk to. */
export interface FakeDiscord extends Places {
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** What tests change as an operator would in the developer portal. */
  readonly portal: FakePortal;
  readonly guild: FakeGuild;
  /** A text channel of the guild. */
  readonly channel: FakeChannel;
  /** The person who does things when a test does not say who. */
  readonly user: APIUser;
  readonly gateway: Gateway;
  /** Once it is saved, interactions come over HTTP and not over the gateway. */
  readonly endpoint: InteractionsEndpoint;
  /** Resolves when the bot has heard all it was told, whichever way. */
  heard(): Promise<void>;
  /** What the bot did that Discord refuses, or that we do not want: tests expect none. */
  readonly violations: readonly string[];
  readonly unknownRoutes: readonly string[];
  readonly requests: readonly SeenRequest[];
  addUser(name: string, options?: { readonly closedToMessages?: boolean }): APIUser;
  directChannel(user?: APIUser): FakeChannel;
  /** Where a person uses the app that only they have installed: a server the bot is not in, or a group of people. */
  foreignChannel(kind: 'text' | 'group'): FakeChannel;
  /** The messages that a human would see in a channel, oldest first. */
  messages(channel?: FakeChannel): readonly APIMessage[];
  /** The bytes of a file that came with a message. */
  bytesOf(attachment: APIAttachment): Buffer;
  /** The posts of a forum, oldest first. */
  posts(forum: FakeChannel): readonly FakeChannel[];
  /** Resolves as soon as a channel shows that many messages. */
  posted(count: number, channel?: FakeChannel): Promise<readonly APIMessage[]>;
  /** Resolves once `look` finds something; it looks again whenever anything happens. */
  seen<Found>(look: () => Found | undefined): Promise<Found>;
  remove(message: APIMessage): void;
  /** As time does: Discord remembers a nonce for some minutes only. */
  forgetNonces(): void;
  /** What is registered for a guild, or globally. */
  commands(guild?: FakeGuild): readonly RegisteredCommand[];
  /** Resolves as soon as something is registered there. */
  registered(guild?: FakeGuild): Promise<readonly RegisteredCommand[]>;
  slash(options: SlashOptions): InteractionHandle;
  /** Types into an option, and sends nothing yet. */
  type(options: TypeOptions): TypingHandle;
  /** Something that a person has written, which may be anything that Discord shows. */
  write(parts: Partial<MessageParts>, who?: Actor): APIMessage;
  /** Chooses a command from the menu of a message. */
  pick(message: APIMessage, label: string, who?: Actor): InteractionHandle;
  /** Presses a button, found by its custom id or its label. */
  press(message: APIMessage, button: string, options?: PressOptions): InteractionHandle;
  /** Chooses an option of a menu, both found by what people read there. */
  choose(message: APIMessage, menu: string, option: string, options?: ChooseOptions): InteractionHandle;
  failNext(fault: Fault): void;
  /** What came over the wire, of one that enforces its limits. */
  readonly traffic: SeenTraffic;
  stop(): Promise<void>;
}

/** Starts one: one guild with one text channel, and one person. */
export async function createFakeDiscord(
  options: {
    readonly now?: () => number;
    /** Turns away who hurries; without, everybody may ask as often as they like. */
    readonly enforcesLimits?: boolean;
  } = {},
): Promise<FakeDiscord> {
  const world = createWorld(options.now ?? Date.now);
  const guild = world.addGuild('Reading group');
  const channel = world.addChannel({ guildId: guild.id });
  const user = world.addUser('ada');
  const people = createInteractions(world, { user, channel, permissions: 0n, locale: Locale.EnglishUS });
  const faults = createFaults();
  const limits = createRateLimits(options.now ?? Date.now);
  const enforced = options.enforcesLimits === true ? { limits } : {};
  const { gateway, endpoint, ...server } = await startServer(
    world,
    { faults, now: options.now ?? Date.now, ...enforced },
    people.pending,
  );
  const door = doorOf(gateway, endpoint);
  return {
    ...server,
    ...describeWorld(world, { guild, channel, user }),
    ...createPlaces(world, guild, gateway),
    gateway,
    endpoint,
    async heard() {
      await gateway.heard();
      await endpoint.delivered();
    },
    slash: (given) => people.slash(door, given),
    type: (given) => people.type(door, given),
    pick: (message, label, given) => people.pick(door, message, label, given),
    press: (message, button, given) => people.press(door, message, button, given),
    choose: (message, menu, option, given) => people.choose(door, message, { menu, option }, given),
    failNext: faults.failNext,
    traffic: limits.seen,
  };
}

const NOTHING = { content: '', embeds: [], components: [], attachments: [], flags: 0 };

function doorOf(gateway: Gateway, endpoint: InteractionsEndpoint): Door {
  return {
    get connected() {
      return endpoint.url !== undefined || gateway.connected;
    },
    dispatch(event, data) {
      if (endpoint.url === undefined) gateway.dispatch(event, data);
      else endpoint.deliver(data);
    },
  };
}

function describeWorld(world: World, usual: Pick<FakeDiscord, 'guild' | 'channel' | 'user'>) {
  const { applicationId, token, portal, board } = world;
  return {
    ...usual,
    applicationId,
    token,
    portal,
    addUser(name: string, { closedToMessages = false } = {}) {
      const user = world.addUser(name);
      if (closedToMessages) world.closedToMessages.add(user.id);
      return user;
    },
    directChannel: (user = usual.user) => world.directChannel(user),
    foreignChannel: world.addForeignChannel,
    messages: (channel = usual.channel) => board.shownIn(channel.id),
    bytesOf: world.uploads.bytesOf,
    posts: (forum: FakeChannel) =>
      [...world.channels.values()].filter(({ parentId }) => parentId === forum.id),
    posted: (count: number, channel = usual.channel) =>
      world.watch.until(() => {
        const shown = board.shownIn(channel.id);
        return shown.length >= count ? shown : undefined;
      }),
    seen: <Found>(look: () => Found | undefined) => world.watch.until(look),
    write: (parts: Partial<MessageParts>, { user = usual.user, channel = usual.channel }: Actor = {}) =>
      board.post({ ...NOTHING, ...parts }, { channelId: channel.id, author: user }),
    remove: (message: APIMessage) => void board.remove(message.id),
    forgetNonces: board.forgetNonces,
    commands: (guild?: FakeGuild) => world.commands.get(guild?.id ?? 'global') ?? [],
    registered: (guild?: FakeGuild) => world.watch.until(() => world.commands.get(guild?.id ?? 'global')),
  };
}

async function startServer(
  world: World,
  { now, ...rules }: { readonly faults: Faults; readonly limits?: RateLimits; readonly now: () => number },
  pending: ReadonlyMap<string, PendingInteraction>,
) {
  const violations: string[] = [];
  const unknownRoutes: string[] = [];
  const requests: SeenRequest[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const gatewayUrl = `ws://${host}`;
  const checks = createRequestChecks(violations, world.uploads);
  const gateway = createGateway(server, { world, url: gatewayUrl, now, violations });
  const endpoint = createInteractionsEndpoint(violations);
  const routes = [
    ...applicationRoutes(world, checks, { gateway, gatewayUrl, endpoint }),
    ...channelRoutes(world, checks),
    ...threadRoutes({ world, checks, gateway }),
    crosspostRoute(world),
    ...interactionRoutes({ world, checks, pending }),
  ];
  const listener = {
    token: world.token,
    routes,
    ...rules,
    violations,
    seen: requests,
    unknown: unknownRoutes,
  };
  server.on('request', createRestListener(listener));
  const stop = async () => {
    gateway.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { apiUrl: `http://${host}/api`, gateway, endpoint, violations, unknownRoutes, requests, stop };
}
