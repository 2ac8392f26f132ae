import { type Client, Events, Status } from 'discord.js';
import type { Bot, ChatAdapter } from '../../core/chat-adapter.js';
import type { Clock } from '../../core/clock.js';
import { DeliveryError } from '../../core/errors.js';
import type { Target } from '../../core/invocation.js';
import type { Logger } from '../../ops/logger.js';
import { createClient, leave } from './client.js';
import { connect } from './connection.js';
import { createIngress } from './ingress.js';
import { LIST_LIMITS } from './limits.js';
import { checkChannel, checkPerson, inviteUrl, mayReadHistory, personalInviteUrl } from './permissions.js';
import { type RegistrationMemory, registerCommands } from './registration.js';
import { createSender, REQUESTS_PER_SECOND } from './sender.js';

const PLATFORM = 'discord';
const SNOWFLAKE = /^\d{17,20}$/;
const NO_CHANNEL = 'Discord has no such channel.';

export interface DiscordAdapterOptions {
  readonly token: string;
  /** `https://discord.com/api`, or a stand-in. */
  readonly apiUrl: string;
  /** Registers the commands in this one server, where they appear at once; everywhere, if not given. */
  readonly guildId?: string;
  readonly memory: RegistrationMemory;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** paperboy on Discord: slash commands and buttons in over the gateway, messages out over the API. */
export function createDiscordAdapter(options: DiscordAdapterOptions): ChatAdapter {
  const { token, apiUrl, clock, logger } = options;
  const sender = createSender({ token, apiUrl, logger });
  const ingress = createIngress({ clock, logger });
  let client: Client<true> | undefined;
  const channelOf = async ({ id, kind }: Target) => (kind === 'direct' ? sender.directChannel(id) : id);
  return {
    platform: PLATFORM,
    async start(bot) {
      const fresh = createClient(apiUrl, logger);
      ingress.listen(fresh, bot);
      const connected = await connect(fresh, token, clock);
      await register(connected, bot, options);
      client = connected;
      return greeting(connected);
    },
    async stop() {
      const leaving = client;
      client = undefined;
      leaving?.removeAllListeners(Events.InteractionCreate);
      await ingress.settle();
      if (leaving !== undefined) await leave(leaving);
    },
    connected: () => client?.ws.shards.some(({ status }) => status === Status.Ready) ?? false,
    async send(target, reply, key) {
      if (!isChannel(target)) throw new DeliveryError('gone', NO_CHANNEL);
      return sender.post(await channelOf(target), reply, key);
    },
    // Some minutes, says Discord; the message itself may have been underway for a while.
    remembersKeyMs: 60_000,
    limits: LIST_LIMITS,
    rates: { perSecond: REQUESTS_PER_SECOND },
    directTenant: 'direct',
    async find(target, key, since) {
      if (!isChannel(target)) return 'absent';
      if (client === undefined) throw new DeliveryError('retry', 'The bot is not connected to Discord.');
      const channelId = await channelOf(target);
      if (target.kind === 'channel' && !(await mayReadHistory(client, channelId))) return 'unreadable';
      return sender.find(channelId, key, since, client.user.id);
    },
    async nameOf({ id }) {
      const channel = client?.channels.cache.get(id);
      return channel === undefined || channel.isDMBased() ? undefined : `#${channel.name}`;
    },
    async check(target) {
      if (!isChannel(target)) return { ok: false, missing: NO_CHANNEL };
      if (client === undefined) throw new DeliveryError('retry', 'The bot is not connected to Discord.');
      return target.kind === 'direct' ? checkPerson(sender, target.id) : checkChannel(client, target.id);
    },
  };
}

async function register(client: Client<true>, bot: Bot, options: DiscordAdapterOptions): Promise<void> {
  const { guildId, memory, logger } = options;
  const { id: applicationId } = client.application;
  try {
    await registerCommands(bot.commands, { rest: client.rest, applicationId, guildId, memory, logger });
  } catch (error) {
    await leave(client);
    const advice =
      guildId === undefined
        ? 'Try again later.'
        : `Is the bot in the server DISCORD_GUILD_ID names? Add it at ${inviteUrl(applicationId)}`;
    throw new Error(`Discord did not take the list of commands. ${advice}`, { cause: error });
  }
}

function greeting({ user, guilds, application }: Client<true>): readonly string[] {
  const servers = guilds.cache.size === 1 ? '1 server' : `${guilds.cache.size} servers`;
  return [
    `Discord: connected as ${user.username}, in ${servers}.`,
    `Discord: add the bot to a server at ${inviteUrl(application.id)}`,
    `Discord: add it for yourself, to ask anywhere, at ${personalInviteUrl(application.id)}`,
  ];
}

function isChannel({ platform, id }: Target): boolean {
  return platform === PLATFORM && SNOWFLAKE.test(id);
}
