import type { AddressInfo } from 'node:net';
import type { HomeView, ModalView } from '@slack/types';
import { blockSchemas } from './block-schemas.js';
import { choicePayload, findButton, findOption, pressPayload, slashPayload } from './envelopes.js';
import { createExchange, type Exchange } from './exchange.js';
import type { Fault } from './faults.js';
import { EVERYONE, type FakeMessage } from './message-board.js';
import type { ResponseUrl } from './response-urls.js';
import type { JsonObject } from './schema-unions.js';
import { createSocketServer, type Envelope, type SocketServer } from './socket-server.js';
import { type ApiCall, createState, type State } from './state.js';
import { createWebServer } from './web-server.js';
import type { FakeChannel, FakeUser, Workspace } from './workspace.js';

export interface FakeSlackOptions {
  /** What the app was granted; everything it could want, if not said. */
  readonly scopes?: readonly string[];
  /** What the time of new messages is; always the same, if not given. */
  readonly now?: () => number;
}

/** A Slack workspace on 127.0.0.1, good enough for the real Bolt in Socket Mode. */
export interface FakeSlack extends Pick<Workspace, 'team' | 'bot' | 'users' | 'channels' | 'directMessages'> {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  /** What no app of ours may do; tests expect none. */
  readonly violations: readonly string[];
  readonly calls: readonly ApiCall[];
  readonly modals: readonly ModalView[];
  readonly homes: ReadonlyMap<string, HomeView>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Types `/papers` and this text. */
  slash(command: { text: string; user?: FakeUser; channel?: FakeChannel }): Exchange;
  /** Presses the button with this label or action id. */
  press(message: FakeMessage, button: string, user?: FakeUser): Exchange;
  /** Chooses an option of a menu, both found by what people read there. */
  choose(message: FakeMessage, menu: string, option: string, user?: FakeUser): Exchange;
  /** Delivers the same thing again under a new envelope, as Slack does around reconnects. */
  redeliver(exchange: Exchange): Promise<unknown>;
  failNext(fault: Fault): void;
  /** What everybody in a channel sees, oldest first. */
  shownIn(channel: FakeChannel): readonly FakeMessage[];
  /** Open sockets. */
  connections(): number;
  disconnect(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  cutConnections(): void;
  /** Resolves once `look` finds something; it looks again whenever anything happens. */
  until<Found>(look: () => Found | undefined): Promise<Found>;
}

const A_DAY = Date.parse('2026-05-20T18:00:00Z');
const ALL_SCOPES = [
  ...['commands', 'chat:write', 'chat:write.public', 'users:read', 'channels:read', 'groups:read', 'im:read'],
  ...['channels:history', 'groups:history', 'im:history', 'im:write'],
];

export function createFakeSlack({
  scopes = ALL_SCOPES,
  now = () => A_DAY,
}: FakeSlackOptions = {}): FakeSlack {
  const state = createState(scopes, now);
  const { workspace, watch } = state;
  const responseUrls = new Map<string, ResponseUrl>();
  let origin = '';
  const openConnection = () => {
    const ticket = state.nextId('ticket-');
    state.tickets.add(ticket);
    return `${origin.replace('http', 'ws')}/link?ticket=${ticket}`;
  };
  const server = createWebServer({ state, responseUrls, openConnection });
  const sockets = createSocketServer(server, state);
  const firstToSee = ({ seenBy }: FakeMessage) => workspace.findUser(seenBy) ?? workspace.users.member;
  const deliver = createDelivery({ state, sockets, responseUrls, origin: () => origin });
  return {
    ...{ team: workspace.team, bot: workspace.bot, users: workspace.users, channels: workspace.channels },
    directMessages: workspace.directMessages,
    ...{
      botToken: state.botToken,
      appToken: state.appToken,
      violations: state.violations,
      calls: state.calls,
    },
    ...{ modals: state.modals, homes: state.homes },
    get apiUrl() {
      return `${origin}/api/`;
    },
    async start() {
      // Slow the first time ever; better here than in the middle of a test.
      await blockSchemas();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${portOf(server.address())}`;
    },
    async stop() {
      await sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    slash: ({ text, user = workspace.users.member, channel = workspace.channels.papers }) =>
      deliver('slash_commands', { channel: channel.id, user: user.id }, (asked) =>
        slashPayload(state, { ...asked, user, channel, text }),
      ),
    press(message, wanted, user = firstToSee(message)) {
      const button = findButton(message, wanted);
      return deliver('interactive', actOn(message, user), (asked) =>
        pressPayload(state, { ...asked, user, message, button }),
      );
    },
    choose(message, menu, option, user = firstToSee(message)) {
      const chosen = findOption(message, menu, option);
      return deliver('interactive', actOn(message, user), (asked) =>
        choicePayload(state, { ...asked, user, message, chosen }),
      );
    },
    redeliver({ envelope }) {
      const again: Envelope = { ...envelope, envelope_id: state.nextId('envelope-') };
      sockets.deliver(again);
      return watch.until(() => (sockets.acks.has(again.envelope_id) ? again : undefined));
    },
    failNext: (fault) => state.faults.failNext(fault),
    shownIn: (channel) => state.board.shownIn(channel.id),
    connections: () => sockets.connections(),
    disconnect: (reason = 'refresh_requested') => sockets.requestReconnect(reason),
    cutConnections: () => sockets.cut(),
    until: (look) => watch.until(look),
  };
}

function actOn(message: FakeMessage, user: FakeUser) {
  if (message.seenBy !== EVERYONE && message.seenBy !== user.id)
    throw new Error(`${user.name} does not see this message.`);
  return { channel: message.channel, user: user.id, sourceTs: message.ts };
}

interface DeliveryOptions {
  readonly state: State;
  readonly sockets: SocketServer;
  readonly responseUrls: Map<string, ResponseUrl>;
  origin(): string;
}

/** Puts something a person did into an envelope, with an address for the answers. */
function createDelivery({ state, sockets, responseUrls, origin }: DeliveryOptions) {
  return (
    type: Envelope['type'],
    where: Pick<ResponseUrl, 'channel' | 'user' | 'sourceTs'>,
    payload: (asked: { responseUrl: string; triggerId: string }) => JsonObject,
  ): Exchange => {
    const path = `/${type}/${state.workspace.team.id}/${state.nextId('secret-')}`;
    const url: ResponseUrl = { path, ...where, posts: [], shown: [] };
    responseUrls.set(path, url);
    const triggerId = state.nextId('trigger-');
    state.triggers.add(triggerId);
    const envelope: Envelope = {
      type,
      envelope_id: state.nextId('envelope-'),
      payload: payload({ responseUrl: `${origin()}${path}`, triggerId }),
      accepts_response_payload: type === 'slash_commands',
    };
    const exchange = createExchange(envelope, url, sockets, state);
    sockets.deliver(envelope);
    return exchange;
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The fake Slack has no port.');
  return address.port;
}
