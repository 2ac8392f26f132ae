import type { Bot, ChatAdapter } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import { DeliveryError } from '../../core/errors.js';
import type { Target } from '../../core/invocation.js';
import type { Logger } from '../../ops/logger.js';
import { createIngress } from './interactions/ingress.js';
import { LIST_LIMITS } from './limits.js';
import { checkChannel, checkPerson, inviteUrl, personalInviteUrl } from './permissions.js';
import { createPosting } from './posting/posting.js';
import { createSender, REQUESTS_PER_SECOND } from './posting/sender.js';
import { stylesIn } from './posting/styles.js';
import { registerCommands } from './registration/registration.js';
import type { Memory } from './sessions/ledger.js';
import type { Gates } from './sessions/session-desk.js';
import { createGateway } from './transports/gateway.js';
import { createHttpTransport } from './transports/http-transport.js';
import type { ShardRange } from './transports/shards.js';
import type { Connection, Hear } from './transports/transport.js';

const PLATFORM = 'discord';
const SNOWFLAKE = /^\d{17,20}$/;
const NO_CHANNEL = 'Discord has no such channel.';

export interface DiscordAdapterOptions {
  readonly token: string;
  /** `https://discord.com/api`, or a stand-in. */
  readonly apiUrl: string;
  /** Registers the commands in this one server, where they appear at once; everywhere, if not given. */
  readonly guildId?: string;
  /** Interactions come over HTTP, signed with the key this belongs to; over the gateway, if not given. */
  readonly publicKey?: string;
  /** The gateway's shards that this process has; all of them, if not given. */
  readonly shards?: ShardRange;
  readonly memory: Memory;
  readonly gates: Gates;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** paperboy on Discord: slash commands and buttons in by either transport, messages out over the API. */
export function createDiscordAdapter(options: DiscordAdapterOptions): ChatAdapter {
  const { token, apiUrl, clock, logger } = options;
  const sender = createSender({ token, apiUrl, clock, logger });
  const ingress = createIngress({ clock, logger });
  const { publicKey } = options;
  const transport =
    publicKey === undefined ? createGateway(options) : createHttpTransport({ ...options, publicKey });
  let connection: Connection | undefined;
  let opening: Promise<Connection> | undefined;
  let stopping = new AbortController();
  const connected = () => {
    if (connection !== undefined) return connection;
    throw new DeliveryError('retry', 'The bot is not connected to Discord.');
  };
  const posting = createPosting(sender, connected);
  return {
    platform: PLATFORM,
    condition() {
      const said = connection?.condition() ?? '';
      return said === '' ? transport.name : `${transport.name}: ${said}`;
    },
    routes: transport.routes,
    async start(bot, watch) {
      stopping = new AbortController();
      const { signal: stop } = stopping;
      const hear: Hear = (interaction, ways) => ingress.hear(interaction, { bot, ...ways });
      opening = transport.open(hear, stop, watch);
      const fresh = await opening;
      await register(fresh, bot, { ...options, stop });
      // Whoever stops it closes what it had opened.
      stop.throwIfAborted();
      connection = fresh;
      return [...fresh.greeting, ...invitations(fresh.applicationId)];
    },
    async stop() {
      stopping.abort();
      // Also what is only about to be one.
      const leaving = await opening?.catch(() => undefined);
      connection = undefined;
      leaving?.deafen();
      await ingress.settle();
      await leaving?.close();
    },
    connected: () => connection?.isAlive() ?? false,
    async send(target, ...message) {
      if (!isChannel(target)) throw new DeliveryError('gone', NO_CHANNEL);
      return posting.send(target, ...message);
    },
    // Some minutes, says Discord; the message itself may have been underway for a while.
    remembersKeyMs: 60_000,
    limits: LIST_LIMITS,
    rates: { perSecond: REQUESTS_PER_SECOND },
    directTenant: 'direct',
    find: async (target, ...wanted) => (isChannel(target) ? posting.find(target, ...wanted) : 'absent'),
    async stylesOf({ tenant, id, kind }) {
      if (kind === 'direct') return ['message'];
      return stylesIn(await connection?.findChannel(tenant, id).catch(() => undefined));
    },
    nameOf: async ({ id }) => connection?.nameOf(id),
    async check(target, layout) {
      if (!isChannel(target)) return { ok: false, missing: NO_CHANNEL };
      const self = connected();
      return target.kind === 'direct' ? checkPerson(sender, target.id) : checkChannel(self, target, layout);
    },
  };
}

async function register(
  connection: Connection,
  bot: Bot,
  options: DiscordAdapterOptions & { readonly stop: AbortSignal },
): Promise<void> {
  const { guildId, stop } = options;
  const { rest, applicationId } = connection;
  try {
    await registerCommands(bot.commands, { ...options, rest, applicationId, guildId });
  } catch (error) {
    stop.throwIfAborted();
    await connection.close();
    const advice =
      guildId === undefined
        ? 'Try again later.'
        : `Is the bot in the server DISCORD_GUILD_ID names? Add it at ${inviteUrl(applicationId)}`;
    throw new Error(`Discord did not take the list of commands. ${advice}`, { cause: error });
  }
}

function invitations(applicationId: string): readonly string[] {
  return [
    `Discord: add the bot to a server at ${inviteUrl(applicationId)}`,
    `Discord: add it for yourself, to ask anywhere, at ${personalInviteUrl(applicationId)}`,
  ];
}

function isChannel({ platform, id }: Target): boolean {
  return platform === PLATFORM && SNOWFLAKE.test(id);
}
